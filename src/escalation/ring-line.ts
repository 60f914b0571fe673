/** Tells the fate of each try to ring for a page, as people read it: one entry a try. Pure. */
import type { Attempt } from '#outbound/attempt.ts'

export interface RingLine {
  /** The way's kind: `call`. */
  way: string
  at: Date
  status: Attempt['status']
  code: string | null
  /** An earlier call of it has no known outcome: it may have rung twice. */
  isPerhapsDouble: boolean
}

export function ringLines(attempts: readonly Attempt[]): RingLine[] {
  const byThing = Map.groupBy(attempts, ({ thing }) => thing)
  return [...byThing.values()].flatMap((all) => {
    const latest = all.toSorted((a, b) => a.nth - b.nth).at(-1)
    if (latest === undefined) return []
    const { kind: way, plannedAt: at, status, code } = latest
    return [
      {
        way,
        at,
        status,
        code,
        isPerhapsDouble: all.some((one) => one !== latest && one.status === 'unknown'),
      },
    ]
  })
}
