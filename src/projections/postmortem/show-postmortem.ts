/** The run of `postmortem:<number>`: makes the draft, shows its state, and reminds people of deadlines. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import type { UserId } from '#incidents/incident.ts'
import { findPeople } from '#people/person-store.ts'
import type { Policy } from '#policy/policy.ts'
import { workingHoursOf } from '#policy/working-hours.ts'
import { type Projection, reconcile } from '#reconcile/engine/reconcile.ts'
import type { SlackPort } from '#slack-port.ts'
import type { ChannelRef, MessageSlot, SlotState } from '#reconcile/slot.ts'
import { statesOf } from '#reconcile/slot-store.ts'
import { actionsOf } from '#postmortems/action-store.ts'
import { projectPostmortem } from './postmortem-projection.ts'
import type { PostmortemService, Whole } from '#postmortems/postmortem-service.ts'
import { findPostmortem } from '#postmortems/postmortem-store.ts'
import { earliest } from '#time.ts'

export interface ShowPostmortemParts {
  db: Db
  clock: Clock
  slack: SlackPort
  postmortems: PostmortemService
  stakeholders: ChannelRef
  channel: ChannelRef
  /** The whole post-mortem, in Markdown. */
  rendered: (whole: Whole) => Promise<string>
  policy: Pick<Policy, 'rotas' | 'retention'>
}

/** The place to use while the room is not there yet. */
const lookAgainAfter = 10_000

export function createShowPostmortem(parts: ShowPostmortemParts) {
  const { db, clock, slack, postmortems, policy } = parts

  return async function showPostmortem(number: number, run: RunContext): Promise<{ next: Date | null }> {
    const now = clock.now()
    const whole = await postmortems.whole(number)
    const { incident, postmortem, draft, written } = whole
    const home = homeOf(await statesOf(db, dueKey('incident', number)))
    if (home === null) {
      const isYoung = now.getTime() - incident.declaredAt.getTime() < 60 * lookAgainAfter
      return { next: isYoung ? new Date(now.getTime() + lookAgainAfter) : null }
    }
    const current = postmortem && (await markDrafted(number, now))
    const actions = await actionsOf(db, number)
    const owners = [current, ...actions].flatMap((one) => one?.owner ?? [])
    const known = await findPeople(db, owners)
    const context = {
      draft,
      written,
      actions,
      ...home,
      stakeholders: parts.stakeholders,
      postmortems: parts.channel,
      hoursOf: (user: UserId) => workingHoursOf(policy, known.get(user)),
      published: current?.status === 'published' ? await parts.rendered(whole) : null,
      archiveAfter: policy.retention.archiveRoomsAfter,
      now,
    }
    let next: Date | null = null
    const wanted = async (): Promise<Projection> => (states) => {
      const projected = projectPostmortem(incident, current, { ...context, slots: states })
      next = projected.next
      return projected.slots
    }
    const shown = await reconcile(dueKey('postmortem', number), wanted, { db, slack, clock, ...run })
    return { next: earliest([next, shown.next]) }
  }

  async function markDrafted(number: number, now: Date) {
    await db
      .updateTable('postmortem')
      .set({ drafted_at: now })
      .where('incident', '=', number)
      .where('drafted_at', 'is', null)
      .execute()
    return findPostmortem(db, number)
  }
}

/** The room or its stand-in; null while neither is known. */
function homeOf(
  states: ReadonlyMap<string, SlotState>,
): { home: Pick<MessageSlot, 'channel' | 'threadTs'>; room: string | null } | null {
  const room = states.get('room')
  if (room?.channel && !room.refused) return { home: { channel: { id: room.channel } }, room: room.channel }
  const instead = states.get('group') ?? (room?.refused ? states.get('tech') : undefined)
  if (!instead?.channel) return null
  const thread = instead.name === 'tech' && instead.ts !== null ? { threadTs: instead.ts } : {}
  return { home: { channel: { id: instead.channel }, ...thread }, room: null }
}
