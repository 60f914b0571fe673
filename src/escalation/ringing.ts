/** Decides when pages ring that were added to a message in silence: an edit tells nobody. Pure. */
import type { Words } from '#incidents/words.ts'
import { rank } from './severity-rank.ts'
import { isWaitedFor } from './page.ts'
import { batchName, most } from './batch.ts'
import type { ShownPage } from './page-view.ts'

export interface Ringing {
  /** Pages that have to ring now, in one message. */
  ring: string[]
  /** Pages that this message also rings for, though it has no space to show them. */
  with: string[]
  /** The time at which the next ones have to ring. */
  next: Date | null
}

/** Rings all of a person's silent pages once the first has to ring. Pages in a message that has not left ring with that message. */
export function ringing(
  pages: readonly ShownPage[],
  rows: ReadonlyMap<string, { ts: string | null; deleted: number }>,
  context: { words: Pick<Words, 'defaultSeverity'> },
  now: Date,
): Ringing {
  const silent = pages.flatMap((page) => {
    const row = rows.get(batchName(page.batch))
    const isGone = row !== undefined && row.ts === null && row.deleted > 0
    if (!isWaitedFor(page) || page.ringsAt === null || (!row?.ts && !isGone)) return []
    // Nobody sees a page in a deleted message.
    return [{ page, at: isGone ? now : page.ringsAt }]
  })
  if (silent.length === 0) return { ring: [], with: [], next: null }
  const next = new Date(Math.min(...silent.map(({ at }) => at.getTime())))
  if (next > now) return { ring: [], with: [], next }
  const ids = silent
    .map(({ page }) => page)
    .toSorted((a, b) => rank(a, context) - rank(b, context) || a.at.getTime() - b.at.getTime())
    .map(({ id }) => id)
  return { ring: ids.slice(0, most), with: ids.slice(most), next: null }
}
