/** What a person is shown of their pages: a message for each batch. Pure. */
import { dueKey } from '#due/due-key.ts'
import { asDrill } from '#messages/incident/drill.ts'
import { type PageContext, pageMessage, rank } from '#messages/pages/page-message.ts'
import type { ChannelRef, MessageSlot, SlotState } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'
import type { UserId } from '#incidents/incident.ts'
import { batchName } from '#escalation/batch.ts'
import { isWaitedFor } from '#escalation/page.ts'
import type { ShownPage } from '#escalation/page-view.ts'

/** The most severe first, then the oldest. A batch whose pages were all withdrawn before Slack had it is not shown at all. */
export function projectPages(
  user: UserId,
  pages: readonly ShownPage[],
  states: ReadonlyMap<string, SlotState>,
  context: PageContext,
): MessageSlot[] {
  const worst = (own: readonly ShownPage[]) =>
    Math.min(...own.filter(isWaitedFor).map((page) => rank(page, context)))
  const batches = [...Map.groupBy(pages, (page) => page.batch)]
  const ordered = batches.toSorted(([a, one], [b, other]) => worst(one) - worst(other) || a - b)
  return ordered.flatMap(([batch, own]): MessageSlot[] => {
    const name = batchName(batch)
    const state = states.get(name)
    const mayBeThere = state !== undefined && (state.refused === null || state.ts !== null)
    if (!mayBeThere && !own.some(isWaitedFor)) return []
    return [
      {
        kind: 'message',
        name,
        urgency: urgencies.page,
        channel: channelFor(user, own),
        message: own[0]?.drill ? asDrill(pageMessage(own, context)) : pageMessage(own, context),
      },
    ]
  })
}

/** A drill pages inside its room only, or where its card stands instead. */
function channelFor(user: UserId, [first]: readonly ShownPage[]): ChannelRef {
  if (!first?.drill || first.drillIn === 'own') return { person: user }
  return { owner: dueKey('incident', first.incident), slot: first.drillIn }
}
