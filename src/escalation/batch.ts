/** Which of a person's messages a page stands in. Pure. */
import { isWaitedFor, type Page } from './page.ts'

/** Pages for one person within this time, in milliseconds, share a message: an edit does not ring again. */
const gatherFor = 60_000
/** What one message can show with a button each. */
const most = 25

/** A page of the person's latest message. */
export type Neighbour = Pick<Page, 'status' | 'queuedAt' | 'batch'> & { drill: boolean }

/** The message for a new page, given the pages in the person's latest one. A drill has a message of its own. */
export function batchFor(latest: readonly Neighbour[], drill: boolean, now: Date): number {
  const last = latest[0]
  if (!last) return 1
  const began = Math.min(...latest.map((page) => page.queuedAt.getTime()))
  const joins =
    !drill &&
    !latest.some((page) => page.drill) &&
    latest.some((page) => isWaitedFor(page)) &&
    latest.length < most &&
    now.getTime() - began < gatherFor
  return joins ? last.batch : last.batch + 1
}

/** The slot that shows it. */
export function batchName(batch: number): string {
  return `batch:${batch}`
}
