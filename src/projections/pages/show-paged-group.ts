/** The run of `group:<number>`: decides what follows from a group of alerts, and says in the tech channel when nobody answered its page. */
import type { PagedGroupsService } from '#alerts/paged-groups-service.ts'
import { alertGroupOf } from '#alerts/alert-group-store.ts'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import { groupName } from '#escalation/subject.ts'
import type { Words } from '#incidents/words.ts'
import { alertLadderEnd } from '#messages/pages/alert-ladder-end.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { ChannelRef, MessageSlot } from '#reconcile/slot.ts'
import type { SlackPort } from '#slack-port.ts'
import { earliest } from '#time.ts'
import { urgencies } from '#urgency.ts'

export interface ShowPagedGroupParts {
  db: Db
  clock: Clock
  slack: SlackPort
  groups: Pick<PagedGroupsService, 'look'>
  escalation: Pick<EscalationService, 'climbsOf'>
  tech: ChannelRef
  words: Words
}

export function createShowPagedGroup(parts: ShowPagedGroupParts) {
  const { db, clock, slack, groups, escalation, tech, words } = parts

  return async function showPagedGroup(number: number, run: RunContext): Promise<{ next: Date | null }> {
    // Paging comes first, whatever Slack answers.
    const decided = await groups.look(number)
    const slots = await unanswered(number)
    if (slots.length === 0) return decided
    const { next } = await reconcile(dueKey('group', number), slots, { db, slack, clock, ...run })
    return { next: earliest([decided.next, next]) }
  }

  /** A message for the first ladder that ended without an answer; later rounds say nothing new. */
  async function unanswered(number: number): Promise<MessageSlot[]> {
    const group = await alertGroupOf(db, number)
    if (!group || group.mergedInto !== null) return []
    const climbs = await escalation.climbsOf(groupName(number))
    const ended = climbs.find(({ state, round }) => state === 'exhausted' || round > 1)
    const isKnown = await db
      .selectFrom('slot')
      .select('name')
      .where('owner', '=', dueKey('group', number))
      .executeTakeFirst()
    if (!ended && !isKnown) return []
    const { acknowledgedBy: holder, incident, resolvedAt: over, title } = group
    const empty = ended !== undefined && ended.pages.length === 0
    const said = { name: groupName(number), title, holder, incident, over, empty }
    return [
      {
        kind: 'message',
        name: 'unanswered',
        urgency: urgencies.page,
        channel: tech,
        message: alertLadderEnd(said, words),
      },
    ]
  }
}
