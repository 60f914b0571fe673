/** Reads a whole list of Slack's over any number of pauses, without asking for a page again. */
import type { Db } from '#db/database.ts'
import type { Clock } from '#clock.ts'
import type { Failed } from '#slack-port.ts'
import { beginListing, endListing, moveListing } from './listing-store.ts'
import { slicesOf, type Cursor } from './slices.ts'
import type { CallOutcome } from '#slack-port.ts'

/** One list. The result of `take` is kept as JSON; it may be given a page twice. */
export interface List<F> {
  /** Identifies the list. */
  key: string
  read: (place: Cursor) => Promise<CallOutcome>
  none: F
  take: (found: F, page: Record<string, unknown>) => F | Promise<F>
  /** True when there is nothing more to look for. */
  isEnough?: (found: F) => boolean
}

export interface ListRead<F> {
  kind: 'listed'
  found: F
  /** Start of the reading: things made later may be missing. */
  begunAt: Date
}

/** Milliseconds after which a list under way is out of date. */
const fresh = 3_600_000

/** Goes on with the list from where it was left, to its end or to the first failure. */
export async function readList<F>(
  { key, read, none, take, isEnough }: List<F>,
  { db, clock }: { db: Db; clock: Clock },
): Promise<ListRead<F> | Failed> {
  const now = clock.now()
  const listing = await beginListing(db, key, { none, now, notBefore: new Date(+now - fresh) })
  let found = listing.found as F
  for await (const page of slicesOf(read, listing.cursors)) {
    if (page.kind !== 'page') {
      if (page.kind === 'refused') await endListing(db, key)
      return page
    }
    found = await take(found, page.body)
    if (page.cursors === null || isEnough?.(found)) break
    await moveListing(db, key, page.cursors, found)
  }
  await endListing(db, key)
  return { kind: 'listed', found, begunAt: listing.begunAt }
}
