/** SIGKILL at every point of a page's way to a phone, by each way, on both databases: it rings, and a double is told in the ledger. */
import { openDatabase } from '#db/client.ts'
import type { RequestStage, Way } from '../sandbox/providers/provider-faults.ts'
import { castOf } from '../play/people.ts'
import { companyPolicy } from '../play/story/policy.ts'
import { openStage, type Stage } from '../play/stage.ts'
import { inLanes } from './in-lanes.ts'
import { type MortalBot, startMortalBot } from './mortal-bot.ts'
import { answered, answeredByPolling, phoneWays, type PhoneWay, reached, waysCount } from './phone-ways.ts'
import type { Finding, Setting } from './report.ts'

/** The last request of the way that a killed process made itself. */
const moments = {
  'before the row': null,
  'before the call': 'before',
  'executed and unanswered': 'done',
  'answered and unrecorded': 'answered',
} as const satisfies Record<string, RequestStage['stage'] | null>
type PhoneMoment = keyof typeof moments

interface Death {
  way: PhoneWay
  moment: PhoneMoment
  killed: boolean
  rang: number
  /** Seconds from the page until it rang. */
  after: number
  answered: boolean
  /** Tries after somebody had answered. */
  late: number
  /** Tries whose outcome nobody knew, as the ledger says. */
  unknown: number
}

/** Milliseconds after which the page would pass on to the next person. */
const mostPatience = 290_000
const step = 5_000

export async function phoneCrash(setting: Setting): Promise<Finding[]> {
  const engines = setting.newDatabase ? (['postgres', 'pglite'] as const) : (['pglite'] as const)
  const findings: Finding[] = []
  for (const engine of setting.quick ? engines.slice(0, 1) : engines) {
    const ways = setting.quick ? phoneWays.slice(0, 2) : phoneWays
    let done = 0
    const left = ways.values()
    const newUrl = async () => (engine === 'postgres' ? await setting.newDatabase?.() : undefined)
    const lanes = await inLanes(2, [1, 2], async () => {
      const deaths: Death[] = []
      for (const way of left) {
        setting.progress(done++, ways.length, `${engine}, ${way}`)
        deaths.push(...(await dieOnTheWay(way, await newUrl(), true)))
      }
      return deaths
    })
    setting.progress(ways.length, ways.length, engine)
    findings.push(summary(engine, lanes.flat()))
    // Statuses, replies and receipts are asked for here, and a killed process asks again.
    const polled: Death[] = []
    for (const way of setting.quick ? answeredByPolling.slice(0, 1) : answeredByPolling)
      polled.push(...(await dieOnTheWay(way, await newUrl(), false)))
    findings.push(summary(`${engine}, without a public address`, polled))
  }
  return findings
}

async function dieOnTheWay(way: PhoneWay, url: string | undefined, publicAddress: boolean): Promise<Death[]> {
  let bot: MortalBot | undefined
  let dataDir = ''
  const known = way === 'pagerduty' ? [] : [way]
  await using stage = await openStage({
    cast: castOf(),
    policy: await companyPolicy(),
    phones: { known: { devon: known }, publicAddress },
    ...(url !== undefined && { database: { url } }),
    async start(options, parts) {
      dataDir = options.config.dataDir
      bot = await startMortalBot(options, parts)
      return bot
    },
  })
  const deaths: Death[] = []
  for (const moment of Object.keys(moments) as PhoneMoment[])
    deaths.push(await die(stage, () => bot, way, moment, deaths.length + 1))
  await stage.stopBot()
  await using database = await openDatabase({ url, dataDir })
  const rows = await database.db.selectFrom('attempt').select(['page', 'kind', 'status']).execute()
  const pages = await database.db
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .select(['page.id', 'escalation.incident'])
    .execute()
  const incidentOf = new Map(pages.map(({ id, incident }) => [id, incident]))
  return deaths.map((death, nth) => ({
    ...death,
    unknown: rows.filter(
      ({ page, kind, status }) =>
        kind === way && status === 'unknown' && incidentOf.get(page ?? '') === nth + 1,
    ).length,
  }))
}

async function die(
  stage: Stage,
  bot: () => MortalBot | undefined,
  way: PhoneWay,
  moment: PhoneMoment,
  incident: number,
): Promise<Death> {
  const { providers, clock } = stage
  if (!providers) throw new Error('There are no phones')
  let killed = false
  const wanted: Way = waysCount[way].way
  const end = providers.faults.intercept(async ({ stage: at, way: of }) => {
    if (killed || of !== wanted || at !== moments[moment]) return
    killed = true
    await bot()?.kill(way)
    // The process that asked is dead: its request never arrived.
    if (moment === 'before the call')
      providers.faults.add({ provider: waysCount[way].provider, way: wanted, kind: 'request_lost', times: 1 })
  })
  const atFirstPost = stage.slack.faults.intercept(async ({ stage: at, method }) => {
    if (killed || moment !== 'before the row' || at !== 'before' || method !== 'chat.postMessage') return
    killed = true
    await bot()?.kill(way)
  })
  const before = waysCount[way].made(providers)
  const began = clock.now().getTime()
  await stage.as('amina').types(`/incident declare Checkout is down for the ${incident}th time`)
  while (!reached(way, stage) && clock.now().getTime() - began < mostPatience) await stage.advance(step)
  const after = (clock.now().getTime() - began) / 1000
  end()
  atFirstPost()
  await answered(way, stage)
  await stage.advance(30_000)
  const rang = waysCount[way].made(providers) - before
  await stage.advance(600_000)
  const { acknowledgedBy } = (await stage.app?.incidents.load(incident)) ?? {}
  const late = waysCount[way].made(providers) - before - rang
  await stage.as('devon').clicks('Resolve', { in: `room ${incident}` })
  stage.as('devon').fills({ 'What fixed it?': 'It went away', 'What was the impact?': 'None' })
  await stage.as('devon').presses()
  providers.emptyPhones()
  await stage.advance(3_600_000)
  const devon = stage.as('devon').person.id
  return { way, moment, killed, rang, after, answered: acknowledgedBy === devon, late, unknown: 0 }
}

function summary(engine: string, deaths: readonly Death[]): Finding {
  const problems = deaths.flatMap(({ way, moment, killed, rang, answered: isAnswered, late, unknown }) => {
    const at = `${way}, ${moment}`
    return [
      ...(killed ? [] : [`${at}: was not killed`]),
      ...(rang === 0 ? [`${at}: nothing rang`] : []),
      ...(isAnswered ? [] : [`${at}: the answer was not taken`]),
      // A double is better than silence once the question was in vain too: the ledger says so.
      ...(unknown < rang - 1 ? [`${at}: rang ${rang} times, which the ledger does not tell`] : []),
      ...(late > 0 ? [`${at}: rang ${late} times after the answer`] : []),
    ]
  })
  return {
    name: `killed on a page's way (${engine})`,
    ok: problems.length === 0 && deaths.length > 0,
    figures: {
      'kill points': deaths.length,
      ways: new Set(deaths.map(({ way }) => way)).size,
      rang: deaths.filter(({ rang }) => rang > 0).length,
      doubled: deaths.filter(({ rang }) => rang > 1).length,
      'of those, where the provider can be asked': deaths.filter(
        ({ rang, way }) => rang > 1 && waysCount[way].isAsked,
      ).length,
      'told in the ledger': deaths.filter(({ unknown }) => unknown > 0).length,
      'latest ring s': Math.max(0, ...deaths.map(({ after }) => after)),
    },
    problems,
  }
}
