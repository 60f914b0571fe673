/** Kills the bot at given calls of a life. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Scene } from './life.ts'
import { late, type Moment, stageOf } from './moment.ts'

export interface Point {
  /** The how many-eth call of this life. */
  call: number
  moment: Moment
}

export type Death = Point & { method: string }

/** Real milliseconds that a call waits at most for the person to have been answered. */
const answerWithin = 500

/** `died` is told of each death. Answers how to stop. */
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
    // Waits for the answer first, so that nobody has to repeat a request; only a form is opened before the answer.
    const until = performance.now() + answerWithin
    while (!method.startsWith('views.') && waiting() > 0 && performance.now() < until) await pause(5)
    await victim.kill(method)
    chosen = null
    died({ ...point, method })
    if (point.moment === 'never arrived') slack.faults.add({ method, kind: 'request_lost', times: 1 })
    if (point.moment === 'executed later') await victim.later(late)
  })
}
