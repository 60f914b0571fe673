/** Chooses the message of a person that a page stands in, and when it rings: a new message does, an edit does not. Pure. */
import { isWaitedFor, type Page } from './page.ts'

/** Milliseconds after a ring in which pages that are no more severe are added in silence. */
const quietFor = 10_000
/** The most pages one message can show with a button each. */
export const most = 25

/** A page in the person's latest message. `rank`: 0 is the most severe. */
export type Neighbour = Pick<Page, 'status' | 'sentAt' | 'batch' | 'ringsAt'> & {
  rank: number
  drill: boolean
}

/** The message for a new page, given the pages in the person's latest one. A drill has a message of its own. */
export function batchFor(
  latest: readonly Neighbour[],
  { rank, drill }: Pick<Neighbour, 'rank' | 'drill'>,
  now: Date,
): Pick<Page, 'batch' | 'ringsAt'> {
  const last = latest[0]
  if (!last) return { batch: 1, ringsAt: null }
  const waiting = latest.filter(isWaitedFor)
  const rang = rangAt(latest)
  const isQuiet = rang === null || now.getTime() - rang.getTime() < quietFor
  const isMoreSevere = waiting.every((page) => rank < page.rank)
  const joins =
    !drill &&
    !latest.some((page) => page.drill) &&
    waiting.length > 0 &&
    latest.length < most &&
    isQuiet &&
    !(isMoreSevere && rang !== null)
  if (!joins) return { batch: last.batch + 1, ringsAt: null }
  // A message that has not left yet rings for all its pages. A page that missed it rings by itself.
  const from = isMoreSevere ? now.getTime() : (rang ?? now).getTime() + quietFor
  return { batch: last.batch, ringsAt: new Date(from) }
}

/** The time the message rang; null while Slack has not taken it. */
function rangAt(pages: readonly Neighbour[]): Date | null {
  const sent = pages.flatMap(({ sentAt, ringsAt }) => (sentAt === null || ringsAt !== null ? [] : [sentAt]))
  return sent.length === 0 ? null : new Date(Math.min(...sent.map((at) => at.getTime())))
}

/** The name of the slot that shows the message. */
export function batchName(batch: number): string {
  return `batch:${batch}`
}
