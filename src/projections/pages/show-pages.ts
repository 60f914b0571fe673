/** The run of `pages:<user>`: shows a person their pages, and notes the results in Slack. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import type { UserId } from '#incidents/incident.ts'
import type { PageContext } from '#messages/pages/page-message.ts'
import { ownAddress } from '#people/workspace-store.ts'
import { messageHash } from '#reconcile/content-hash.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { SlackPort } from '#slack-port.ts'
import { statesIn, type SlotRow } from '#reconcile/slot-store.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import { heldBack } from './held-back.ts'
import { isWaitedFor } from '#escalation/page.ts'
import { dropEdit, markRung, moveToOwn } from '#escalation/page-store.ts'
import type { ShownPage } from '#escalation/page-view.ts'
import { projectPages } from './pages-projection.ts'
import { batchName } from '#escalation/batch.ts'
import { ringing } from '#escalation/ringing.ts'
import { earliest } from '#time.ts'

export interface ShowPagesParts {
  db: Db
  clock: Clock
  slack: SlackPort
  escalation: EscalationService
  context: PageContext
}

/** Milliseconds until the next look. The room's own run wakes this one, but may be cut off before it does. */
const lookAgainAfter = 2_000

export function createShowPages({ db, clock, slack, escalation, context }: ShowPagesParts) {
  return async function showPages(user: UserId, run: RunContext): Promise<{ next: Date | null }> {
    const owner = dueKey('pages', user)
    let pages: ShownPage[] = []
    /** The pages each content showed: an edit that waits says nothing of those that the one before it brought. */
    const contents = new Map<string, ShownPage[]>()
    const { next, rows } = await reconcile(
      owner,
      async () => {
        pages = await escalation.pagesOf(user)
        const workspace = await ownAddress(db)
        return (states) => {
          const slots = projectPages(user, pages, states, { ...context, workspace })
          for (const { name, message } of slots)
            contents.set(
              messageHash(message),
              pages.filter(({ batch }) => batchName(batch) === name),
            )
          return slots
        }
      },
      { db, slack, clock, ...run },
    )
    const states = statesIn(rows)
    await escalation.delivered(user, pages, states)
    const standing = new Set<string>()
    for (const [name, { done_hash: content }] of rows) {
      const state = states.get(name)
      const brought = contents.get(content ?? '') ?? []
      if (state && !state.done && state.refused === null)
        await escalation.delivered(user, brought, new Map([[name, { ...state, done: true }]]))
      for (const { id } of brought) standing.add(id)
    }
    const held = heldBack(
      pages.filter(({ id }) => !standing.has(id)),
      rows,
      clock.now(),
    )
    if (held !== null) {
      await transact(db, async (trx) => {
        await moveToOwn(trx, user, held.pages)
        await dropEdit(trx, user, held.batch)
      })
      return { next: clock.now() }
    }
    const rang = new Set(rungIn(rows, contents))
    const silent = pages.filter(({ id }) => !rang.has(id))
    const { ring, with: others, next: rings } = ringing(silent, rows, context, clock.now())
    const rung = [...rang, ...others]
    if (rung.length > 0 || ring.length > 0) {
      await transact(db, async (trx) => {
        await markRung(trx, rung)
        await moveToOwn(trx, user, ring)
      })
    }
    if (ring.length > 0) return { next: clock.now() }
    // The page left before the room existed; in a drill it waits for the room.
    const incomplete = pages.some((page) => isWaitedFor(page) && page.roomChannel === null)
    const soon = incomplete ? new Date(clock.now().getTime() + lookAgainAfter) : null
    return { next: earliest([next, soon, rings]) }
  }
}

/** Pages added to a message before it left: it rang for them as well. */
function rungIn(
  rows: ReadonlyMap<string, SlotRow>,
  contents: ReadonlyMap<string, readonly ShownPage[]>,
): string[] {
  const posted = [...rows.values()].flatMap(
    ({ ts, detail }) => (ts !== null && contents.get(detail.posted ?? '')) || [],
  )
  return posted.filter(({ ringsAt }) => ringsAt !== null).map(({ id }) => id)
}
