/** Decides when pages ring that were added to a message in silence: an edit tells nobody. Pure. */
import type { Words } from '#incidents/words.ts'
import { rank } from './severity-rank.ts'
import { isWaitedFor } from './page.ts'
import { batchName, most } from './batch.ts'
import type { ShownPage } from './page-view.ts'

export interface Ringing {
  /** Have to ring now, in one message. */
  ring: string[]
  /** That message rings for these as well: it has no room for them. */
  with: string[]
  /** The time at which the next ones have to ring. */
  next: Date | null
}

/** Once the first of a person's silent pages has to ring, all of them do. Those in a message that has not left ring with it. */
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
    // In a message that was deleted nobody sees it.
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
