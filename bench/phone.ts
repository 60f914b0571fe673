/** Measures how soon a page is with the company that carries it, in a flood of pages, and how soon a dead number leads to the next way. */
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '#db/client.ts'
import { type Finding, percentile, rounded, type Setting } from '../chaos/report.ts'
import { waitUntil } from '../chaos/wait-until.ts'
import { cast, openWorkplace, usualPolicy, type Workplace } from '../chaos/workplace.ts'
import type { ContactKind } from '#policy/contacts.ts'
import { publicAddress } from '../play/phones.ts'
import { type Providers, startProviders } from '../sandbox/providers/providers.ts'

const minute = 60_000
/** Milliseconds, at the 99th percentile. */
const target = 1_000
/** Milliseconds until the next way, and until anything at all is given up. */
const [nextTarget, patience] = [5_000, 60_000]
const owner = cast.geoc
const number = '+33639980001'
const topic = 'velodrome-bench'

export async function phoneBench(setting: Setting): Promise<Finding[]> {
  setting.progress(0, 2, 'pages in a minute')
  const first = await flood(setting)
  setting.progress(1, 2, 'dead numbers')
  const second = await deadNumbers(setting)
  setting.progress(2, 2, '')
  return [first, second]
}

async function flood(setting: Setting): Promise<Finding> {
  const count = setting.quick ? 20 : 100
  await using bench = await open(setting, '')
  const { place, providers } = bench
  await know(bench, 'ntfy', topic, () => providers.phone(owner)?.pushes.at(-1)?.message)
  const before = providers.pushes.length
  const began = performance.now()
  for (let n = 0; n < count; n++) {
    await pause(Math.max(0, began + (n * minute) / 100 - performance.now()))
    void place.type(cast.reporter, `/incident declare Shelf ${n + 1} is on fire`)
  }
  const came = await waitUntil(async () => numbersIn(providers, before).size >= count, patience)
  const requested = requestedAt(providers, before)
  const paged = await bench.pagedAt()
  const waits = [...requested].flatMap(([incident, at]) => {
    const from = paged.get(incident)
    return from === undefined ? [] : [at - from]
  })
  const p99 = percentile(waits, 0.99)
  return {
    name: `${count} pages at the pace of 100 a minute`,
    ok: came && waits.length === count && p99 <= target,
    figures: {
      pages: waits.length,
      'p50 ms': rounded(percentile(waits, 0.5)),
      'p99 ms': rounded(p99),
      'longest ms': rounded(Math.max(...waits)),
    },
    problems: came
      ? []
      : [`only ${numbersIn(providers, before).size} of ${count} were given to the provider`],
  }
}

async function deadNumbers(setting: Setting): Promise<Finding> {
  const count = setting.quick ? 1 : 4
  const rules = 'contacts: { default_rules: [{ methods: [slack, sms] }, { methods: [call], after: 4m }] }\n'
  await using bench = await open(setting, rules)
  const { place, providers } = bench
  await know(bench, 'call', number, async () => {
    await providers.does(owner, { act: 'answerCall' })
    await providers.settled()
    const spoken = providers.phone(owner)?.calls.at(-1)?.spoken.join(' ')
    await providers.does(owner, { act: 'hangUp' })
    return spoken
  })
  const waits: number[] = []
  const problems: string[] = []
  for (let n = 1; n <= count; n++) {
    const dead = `+336399801${String(n).padStart(2, '0')}`
    providers.addPhone({ owner: `old phone ${n}`, number: dead })
    await know(bench, 'sms', dead, () => providers.phone(`old phone ${n}`)?.texts.at(-1)?.body)
    providers.faults.add({ provider: 'twilio', way: 'sms', to: dead, kind: 'undelivered', code: 30_005 })
    const calls = providers.calls.length
    await place.type(cast.reporter, `/incident declare Tyre ${n} is flat`)
    await waitUntil(async () => providers.calls.length > calls, patience)
    const call = providers.calls[calls]
    const text = providers.texts.findLast(({ to, status }) => to === dead && status === 'undelivered')
    if (call && text) waits.push(call.createdAt.getTime() - text.updatedAt.getTime())
    else problems.push(`number ${n}: ${text ? 'no call followed' : 'no text was sent'}`)
    await waitUntil(async () => providers.phone(owner)?.calls.at(-1)?.status === 'ringing', patience)
    await providers.does(owner, { act: 'answerCall' })
    await providers.settled()
    await providers.does(owner, { act: 'pressKey', key: '4' })
    await providers.settled()
  }
  const longest = Math.max(0, ...waits)
  return {
    name: 'a dead number leads to the next way',
    ok: waits.length === count && longest <= nextTarget,
    figures: { numbers: waits.length, 'longest ms': rounded(longest) },
    problems,
  }
}

interface Bench extends AsyncDisposable {
  place: Workplace
  providers: Providers
  /** The time at which each incident's first page was decided, after the bot was stopped. */
  pagedAt(): Promise<Map<number, number>>
}

async function open(setting: Setting, rules: string): Promise<Bench> {
  await using parts = new AsyncDisposableStack()
  const clock = { now: () => new Date() }
  const providers = parts.use(await startProviders({ clock, phones: [{ owner, number, topic }] }))
  const databaseUrl = await setting.newDatabase?.()
  const place = parts.use(
    await openWorkplace({ databaseUrl, policy: `${usualPolicy}${rules}`, patienceMs: 30_000 }),
  )
  const bot = await place.start({ ...providers.environment(), MUSTER_URL: publicAddress })
  await place.connect()
  providers.connectTo({ publicUrl: publicAddress, local: `http://127.0.0.1:${place.port}` })
  const owned = parts.move()
  return {
    place,
    providers,
    async pagedAt() {
      await bot.stop()
      await using database = await openDatabase({ url: databaseUrl, dataDir: place.env['MUSTER_DATA'] ?? '' })
      const pages = await database.db
        .selectFrom('page')
        .innerJoin('escalation', 'escalation.id', 'page.escalation')
        .select(['escalation.incident', 'page.queued_at'])
        .orderBy('page.queued_at', 'desc')
        .execute()
      return new Map(pages.map((one) => [Number(one.incident), one.queued_at.getTime()]))
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Adds a way and types back the code that comes by it. */
async function know(
  { place }: Bench,
  kind: ContactKind,
  value: string,
  words: () => string | undefined | Promise<string | undefined>,
): Promise<void> {
  await place.type(owner, `/oncall contact add ${kind} ${value}`)
  let code = ''
  await waitUntil(async () => {
    code = /(?:\d[,\s]*){6}/.exec((await words()) ?? '')?.[0].replaceAll(/\D/g, '') ?? ''
    return code !== ''
  }, patience)
  await place.type(owner, `/oncall contact verify ${code}`)
}

function numbersIn(providers: Providers, before: number): Set<number> {
  return new Set(providers.pushes.slice(before).map(incidentIn))
}

/** The first request for each incident, by the real clock. */
function requestedAt(providers: Providers, before: number): Map<number, number> {
  const carried = providers.log().filter(({ way, status }) => way === 'push' && status === 200)
  const found = new Map<number, number>()
  for (const [nth, push] of providers.pushes.entries()) {
    const at = carried[nth]?.realMs
    const incident = incidentIn(push)
    if (nth >= before && at !== undefined && !found.has(incident)) found.set(incident, at)
  }
  return found
}

function incidentIn({ title = '', message }: { title?: string; message: string }): number {
  return Number(/#(\d+)/.exec(`${title} ${message}`)?.[1])
}
