/** Every fault Slack can show at every call of a declare, an outage and a revoked token: it must end as if there had been none. */
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { StoryClock } from '../play/story-clock.ts'
import type { Fault } from '../sandbox/surface.ts'
import { difference } from './difference.ts'
import { atRest, passTime } from './pass-time.ts'
import { random, sample } from './random.ts'
import { type Finding, rounded, type Setting } from './report.ts'
import { doubledIn, type SlackState, slackState } from './slack-state.ts'
import { openTogether, type Together } from './together.ts'
import { cast, general, usualPolicy } from './workplace.ts'

const second = 1_000
const minute = 60 * second
/** Waits an hour at each step, because a person Slack could not reach gets a second step and the ladder would differ. */
const patient = `${usualPolicy}
ladders: { geoc: [{ page: geoc, wait: 1h }], im: [{ page: im, wait: 1h }] }
`
/** No fault leaves an incident wrong for longer than this after it ends. */
const target = minute

const faults: Record<string, Fault> = {
  '429': { kind: 'rate_limited', retryAfter: 10 },
  '500': { kind: 'server_error', status: 500 },
  'request lost': { kind: 'request_lost' },
  'response lost': { kind: 'response_lost' },
  'executed late': { kind: 'executed_late', ms: 400 },
  'time-out': { kind: 'latency', ms: 3_300, when: 'after' },
}

export async function slackFaults(setting: Setting): Promise<Finding[]> {
  const clock = new StoryClock(new Date('2027-02-12T13:00:00Z'))
  const databaseUrl = await setting.newDatabase?.()
  await using place = await openTogether({ clock, databaseUrl, policy: patient, pollMs: 20 })
  const scene = createScene(place, clock)
  const calls = await scene.undisturbed()
  const findings: Finding[] = []
  const kinds = Object.keys(faults).filter((kind) => !setting.quick || kind !== 'time-out')
  for (const [index, kind] of kinds.entries()) {
    const points = Array.from({ length: calls }, (_, call) => call + 1)
    const some = setting.quick ? 1 : kind === 'time-out' ? 5 : points.length
    const chosen = sample(random(setting.seed + index), points, some)
    const ends: End[] = []
    for (const call of chosen) {
      setting.progress(index, kinds.length + 2, `${kind}, call ${call}`)
      ends.push(await scene.faultAt(call, kind))
    }
    findings.push(summary(`${kind} at each call`, ends))
  }
  for (const [index, how] of absences(setting).entries()) {
    setting.progress(kinds.length + index, kinds.length + 2, how)
    const name = how === 'outage' ? 'no Slack for ten minutes' : 'token revoked, replaced after ten minutes'
    findings.push(summary(`${name}, in mid-declare`, [await scene.away(how, Math.ceil(calls / 3))]))
  }
  setting.progress(1, 1, '')
  return findings
}

function absences({ quick }: Setting): ('outage' | 'tokenRevoked')[] {
  return quick ? [] : ['outage', 'tokenRevoked']
}

interface End {
  what: string
  /** Milliseconds of the clock after the fault ended. */
  wrongFor: number
  wrong: string[]
}

function summary(name: string, ends: End[]): Finding {
  const wrong = ends.filter((one) => one.wrong.length > 0)
  const worst = Math.max(...ends.map((one) => one.wrongFor))
  return {
    name,
    ok: wrong.length === 0 && worst <= target,
    figures: {
      faults: ends.length,
      converged: ends.length - wrong.length,
      'longest wrong s': rounded(worst / second, 1),
    },
    problems: wrong.map(({ what, wrong: how }) => `${what}: ${how.join('; ')}`),
  }
}

function createScene(place: Together, clock: StoryClock) {
  const { slack } = place
  let number = 0
  let fresh: SlackState = { rooms: [], elsewhere: {} }

  const type = (text: string) =>
    slack.surface.do({ as: cast.reporter, act: 'command', channel: general, text })
  const title = () => `Trouble nr${number} everywhere`
  const state = () => slackState(slack, number, title())

  async function declare(): Promise<void> {
    number += 1
    await type(`/incident declare ${title()}`)
  }

  async function putAway(): Promise<void> {
    slack.faults.clear()
    await type(`/incident cancel ${number} it was a rehearsal`)
    await passTime(place, clock, 2 * minute)
  }

  async function undisturbed(): Promise<number> {
    const before = slack.journal.calls().length
    await declare()
    await atRest(place)
    const calls = slack.journal.calls().length - before
    await passTime(place, clock, 11 * second)
    fresh = state()
    await putAway()
    return calls
  }

  async function faultAt(call: number, kind: string): Promise<End> {
    const fault = faults[kind]
    if (!fault) throw new Error(`There is no fault ${kind}`)
    let seen = 0
    let method = 'not reached'
    const stop = slack.faults.intercept((at) => {
      if (at.stage !== 'before') return
      seen += 1
      if (seen !== call) return
      method = at.method
      slack.faults.add({ ...fault, method, times: 1 })
    })
    const began = clock.now().getTime()
    await declare()
    await atRest(place)
    if (kind === 'executed late') await pause(500)
    stop()
    const lasted = fault.kind === 'rate_limited' ? fault.retryAfter * second : 0
    const end = await converges(fresh, began + lasted, `${kind} at call ${call}, ${method}`)
    await putAway()
    return end
  }

  /** Compared with an incident of the same age. */
  async function away(how: 'outage' | 'tokenRevoked', call: number): Promise<End> {
    await declare()
    await passTime(place, clock, 11 * minute)
    const aged = state()
    await putAway()
    let seen = 0
    const stop = slack.faults.intercept((at) => {
      if (at.stage !== 'before') return
      seen += 1
      if (seen === call) slack.faults.set({ [how]: true })
    })
    await declare()
    await passTime(place, clock, 10 * minute)
    stop()
    slack.faults.clear()
    const end = await converges(aged, clock.now().getTime(), how)
    await putAway()
    return end
  }

  async function converges(expected: SlackState, from: number, what: string): Promise<End> {
    let rightSince: number | null = null
    while (clock.now().getTime() - from < 2 * minute) {
      rightSince = isDeepStrictEqual(state(), expected) ? (rightSince ?? clock.now().getTime()) : null
      if (rightSince !== null && clock.now().getTime() - rightSince > 10 * second) break
      await passTime(place, clock, 2 * second)
    }
    const end = state()
    const wrong = [...doubledIn(end), ...(rightSince === null ? difference(expected, end) : [])]
    return { what, wrongFor: Math.max(0, (rightSince ?? clock.now().getTime()) - from), wrong }
  }

  return { undisturbed, faultAt, away }
}
