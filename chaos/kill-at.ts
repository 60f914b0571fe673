/** Kills the bot at given calls of a life. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Scene } from './life.ts'
import { late, type Moment, stageOf } from './moment.ts'

export interface Point {
  /** The number of the call in this life, counted from 1. */
  call: number
  moment: Moment
}

export type Death = Point & { method: string }

/** The most real milliseconds that a call waits for the person to be answered. */
const answerWithin = 500

/** Tells `died` of each death. Returns a function that ends it. */
export function killAt(
  points: readonly Point[],
  { stage: { slack }, bot, waiting }: Scene,
  died: (death: Death) => void,
): () => void {
  const left = points.toSorted((a, b) => a.call - b.call)
  let seen = 0
  let chosen: { n: number; point: Point } | null = null
  return slack.faults.intercept(async ({ stage, method, n }) => {
    const victim = bot()
    if (stage === 'before') {
      seen += 1
      const [point] = left
      if (!victim || chosen || !point || seen < point.call) return
      chosen = { n, point }
      left.shift()
    }
    if (!victim || chosen?.n !== n || stage !== stageOf[chosen.point.moment]) return
    const { point } = chosen
    // A person who was answered is not asked to repeat anything; only a form is opened before that.
    const until = performance.now() + answerWithin
    while (!method.startsWith('views.') && waiting() > 0 && performance.now() < until) await pause(5)
    await victim.kill(method)
    chosen = null
    died({ ...point, method })
    if (point.moment === 'never arrived') slack.faults.add({ method, kind: 'request_lost', times: 1 })
    if (point.moment === 'executed later') await victim.later(late)
  })
}
