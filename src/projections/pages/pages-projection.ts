/** Projects a person's pages: a message for each batch. Pure. */
import { dueKey } from '#due/due-key.ts'
import { asDrill } from '#messages/incident/drill.ts'
import { type PageContext, pageMessage } from '#messages/pages/page-message.ts'
import { rank } from '#escalation/severity-rank.ts'
import type { ChannelRef, MessageSlot, SlotState } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'
import type { UserId } from '#incidents/incident.ts'
import { batchName } from '#escalation/batch.ts'
import { isWaitedFor } from '#escalation/page.ts'
import type { ShownPage } from '#escalation/page-view.ts'
import { isAlertGroup } from '#escalation/subject.ts'

/** Batches with the most severe first, then the oldest. A batch withdrawn whole before Slack had it is not shown. */
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
  /** The latest batch that stands and asks for an answer. */
  const newest = Math.max(
    ...batches.flatMap(([batch, own]) => {
      const isSeen = Boolean(states.get(batchName(batch))?.ts)
      return isSeen && own.some((page) => isWaitedFor(page) && !page.drill) ? [batch] : []
    }),
  )
  return ordered.flatMap(([batch, own]): MessageSlot[] => {
    const name = batchName(batch)
    const state = states.get(name)
    const mayBeThere = state !== undefined && (state.refused === null || state.ts !== null)
    if (!mayBeThere && !own.some(isWaitedFor)) return []
    const isDrill = own[0]?.drill === true
    const message = pageMessage(own, context, { newerBelow: !isDrill && batch < newest })
    return [
      {
        kind: 'message',
        name,
        urgency: urgencies.page,
        channel: channelFor(user, own),
        message: isDrill ? asDrill(message) : message,
      },
    ]
  })
}

/** The channel of a page. A drill pages only inside its room, or in the place of its card. */
function channelFor(user: UserId, [first]: readonly ShownPage[]): ChannelRef {
  if (!first?.drill || first.drillIn === 'own' || isAlertGroup(first.subject)) return { person: user }
  return { owner: dueKey('incident', first.subject), slot: first.drillIn }
}
