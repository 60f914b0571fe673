/** A hundred incidents declared within a minute to one person on call, under Slack's real limits, on a clock that is moved. */
import { StoryClock } from '../play/story-clock.ts'
import { limitEverything } from '../test/pages-first.ts'
import { passTime } from '../chaos/pass-time.ts'
import { type Finding, percentile, rounded, type Setting } from '../chaos/report.ts'
import { openTogether, type Together } from '../chaos/together.ts'
import { cast, general } from '../chaos/workplace.ts'

const minute = 60_000
/** Slack's limit on new rooms a minute; as many may be made at once. */
const roomsPerMinute = 20

interface Storm {
  /** Milliseconds of the clock from declaring until it was there, by incident. */
  paged: number[]
  roomed: number[]
  complete: number
  refusedByLimits: number
  /** Messages that did not show the most severe and then the oldest page first. */
  disordered: number
}

export async function stormBench(setting: Setting): Promise<Finding[]> {
  const count = setting.quick ? 30 : 100
  const findings: Finding[] = []
  for (const spread of setting.quick ? [minute / 4] : [minute, minute / 10]) {
    const storm = await blow(setting, count, spread)
    findings.push(summary(storm, count, spread))
  }
  return [...findings, await hushed(setting.quick ? 6 : 24)]
}

async function blow(setting: Setting, count: number, spread: number): Promise<Storm> {
  const clock = new StoryClock(new Date('2027-02-12T13:00:00Z'))
  const databaseUrl = await setting.newDatabase?.()
  await using place = await openTogether({ clock, databaseUrl, pollMs: 20 })
  const { slack } = place
  await passTime(place, clock, 2 * minute)
  slack.faults.set({ realLimits: true })
  slack.journal.clear()
  const declaredAt = new Map<number, number>()
  const paged = new Map<number, number>()
  const roomed = new Map<number, number>()
  const severe = new Set<number>()
  let disordered = 0
  const seen = slack.faults.intercept(({ stage, method, args }) => {
    if (stage !== 'executed') return
    const now = clock.now().getTime()
    if (method === 'conversations.create') {
      const [, number] = /^incident-(\d+)/.exec(String(args['name'])) ?? []
      if (number !== undefined && !roomed.has(Number(number))) roomed.set(Number(number), now)
    }
    if (!isPage(slack, args)) return
    const blocks = JSON.stringify(args['blocks'] ?? '')
    const answerable = [...blocks.matchAll(/"page.acknowledge","value":"(\d+)/g)].map(([, n]) => Number(n))
    const needed = answerable.toSorted((a, b) => Number(severe.has(b)) - Number(severe.has(a)) || a - b)
    if (answerable.some((number, at) => number !== needed[at])) disordered += 1
    for (const [, number] of blocks.matchAll(/#(\d+)\b/g)) {
      if (!paged.has(Number(number))) paged.set(Number(number), now)
    }
  })
  const began = clock.now().getTime()
  const step = spread / count
  for (let n = 1; n <= count; n++) {
    declaredAt.set(n, clock.now().getTime())
    await type(place, cast.reporter, `declare ${words[n % words.length]} ${n} is in trouble`)
    await passTime(place, clock, step)
    if (n % 7 === 0) {
      severe.add(n)
      await type(place, cast.geoc, `severity ${n} P1`)
    }
    setting.progress(n, count * 2, 'declaring')
  }
  let quietSince = clock.now().getTime()
  const deadline = began + 30 * minute
  while (clock.now().getTime() < deadline) {
    const before = slack.journal.calls().length
    const rooms = roomed.size
    await passTime(place, clock, 1_000)
    if (slack.journal.calls().length !== before) quietSince = clock.now().getTime()
    setting.progress(
      count + rooms,
      count * 2,
      `${Math.round((clock.now().getTime() - began) / 1000)} s later`,
    )
    // Ladders climb on after five minutes, and then it is another storm.
    if (roomed.size === count && clock.now().getTime() - quietSince > 5_000) break
  }
  seen()
  const since = (of: Map<number, number>) =>
    [...declaredAt].map(([number, at]) => (of.get(number) ?? Number.POSITIVE_INFINITY) - at)
  return {
    paged: since(paged),
    roomed: since(roomed),
    complete: quietSince - began,
    disordered,
    refusedByLimits: slack.journal.calls().filter((call) => call.fault === 'real limits').length,
  }
}

function summary(
  { paged, roomed, complete, refusedByLimits, disordered }: Storm,
  count: number,
  spread: number,
): Finding {
  const seconds = (ms: number) => rounded(ms / 1000, 1)
  const p99 = percentile(paged, 0.99)
  const overtaken = paged.filter((delay, n) =>
    paged.slice(n + 1).some((later, by) => later + ((by + 1) * spread) / count < delay),
  )
  // The first tier's worth leaves at once, the others at its pace.
  const floor = Math.max(0, ((count - roomsPerMinute) / roomsPerMinute) * minute - spread)
  return {
    name: `storm of ${count} in ${spread / 1000} s`,
    ok: p99 <= 2_000 && overtaken.length === 0 && disordered === 0,
    figures: {
      'page p50 s': seconds(percentile(paged, 0.5)),
      'page p99 s': seconds(p99),
      'pages overtaken by younger ones': overtaken.length,
      'messages not in order of severity and age': disordered,
      'room p50 s': seconds(percentile(roomed, 0.5)),
      'last room s': seconds(Math.max(...roomed)),
      "the limit's own floor for the last room s": seconds(floor),
      'everything s': seconds(complete),
      'refused by limits': refusedByLimits,
    },
  }
}

async function hushed(count: number): Promise<Finding> {
  const { shown, overtaken, others, lastAfter } = await limitEverything(count)
  return {
    name: '429 on everything for two minutes',
    ok: shown.length === 2 * count && overtaken.length === 0,
    figures: {
      pages: shown.length,
      'others of their methods and channels': others,
      'pages that went after any of those': overtaken.length,
      'last page s after the end': rounded(lastAfter / 1000, 1),
    },
  }
}

async function type({ slack }: Together, who: string, what: string): Promise<void> {
  const text = `/incident ${what}`
  const answer = await slack.surface.do({ as: who, act: 'command', channel: general, text })
  if (!answer.ok) throw new Error(`Typing ${text} failed: ${answer.error}`)
}

const words = ['Checkout', 'Search', 'Payments', 'Mail', 'Stock', 'Delivery', 'Login']

function isPage(slack: Together['slack'], args: Record<string, unknown>): boolean {
  const direct = slack.surface.channels(cast.geoc).find((one) => one.isIm && one.with?.includes('U0BOT'))
  return direct !== undefined && args['channel'] === direct.id
}
