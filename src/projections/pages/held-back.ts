/** Decides when a page that was to be added to a message has to be posted instead. Pure. */
import { batchName } from '#escalation/batch.ts'
import type { ShownPage } from '#escalation/page-view.ts'

/** The time a page may wait for the right to edit, in milliseconds. */
const patience = 750

/**
 * The message in Slack that may not be edited soon; null when there is none. Its `pages` are those that the person has
 * not been shown.
 */
export function heldBack(
  pages: readonly ShownPage[],
  rows: ReadonlyMap<string, { ts: string | null; started_at: Date | null; retry_at: Date | null }>,
  now: Date,
): { batch: number; pages: string[] } | null {
  const held = pages.find(({ status, batch }) => {
    const row = rows.get(batchName(batch))
    if (status !== 'queued' || !row?.ts || row.started_at !== null || row.retry_at === null) return false
    return row.retry_at.getTime() - now.getTime() > patience
  })
  if (!held) return null
  const lacking = pages.filter(({ status, batch }) => status === 'queued' && batch === held.batch)
  return { batch: held.batch, pages: lacking.map(({ id }) => id) }
}
