/** Shows people what they need beside the room: reminders, the IM's side, and the updates they follow. Pure. */
import type { Incident, Recorded, Role, UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { asDrill } from '#messages/incident/drill.ts'
import { following, followingEnd } from '#messages/incident/following.ts'
import { roleOver } from '#messages/incident/role-passed.ts'
import { reminder as reminderMessage } from '#messages/reminders/reminder.ts'
import { update } from '#messages/incident/update.ts'
import { whatNext } from '#messages/incident/what-next.ts'
import type { Words } from '#incidents/words.ts'
import type { Policy } from '#policy/policy.ts'
import { orInstead, roomOr } from '../or-instead.ts'
import type { ChannelRef, MessageSlot, SlotState } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'
import { lacking } from '#reminders/cadence.ts'
import { rolesShown } from './role-projection.ts'
import type { Follower, Reminder } from '#reminders/reminder.ts'
import { updateDue } from '#reminders/update-due.ts'

export interface CadenceContext {
  words: Words
  policy: Pick<Policy, 'severities'>
  reminders: readonly Reminder[]
  followers: readonly Follower[]
  /** The room's channel; null where there is none. */
  room: string | null
  now: Date
  /** The slots recorded as shown. */
  slots: ReadonlyMap<string, SlotState>
}

export function projectCadence(
  incident: Incident,
  events: readonly Recorded[],
  context: CadenceContext,
): MessageSlot[] {
  return [
    ...reminded(incident, context),
    ...parts(incident, events, context),
    ...(incident.drill ? [] : appointed(incident, events, context)),
    ...context.followers.flatMap((one) => followed(incident, one, context)),
  ]
}

function reminded(incident: Incident, context: CadenceContext): MessageSlot[] {
  const { words, policy, reminders, room } = context
  const lacks = lacking(incident, policy)
  const due = updateDue(incident, words)
  return reminders.flatMap((one): MessageSlot[] => {
    const channel = placeOf(one, incident, room)
    if (channel === null) return []
    const said = reminderMessage(incident, one, { words, lacks, due })
    const slot: MessageSlot = {
      kind: 'message',
      name: `remind:${one.key}:${one.nth}`,
      urgency: urgencies.talk,
      channel,
      message: incident.drill ? asDrill(said) : said,
    }
    return orOthers(slot, incident, context, one.settledAt === null)
  })
}

/** Brings to the room, or to the IM, what Slack will not bring to its person. */
function orOthers(
  slot: MessageSlot,
  { roles }: Incident,
  { room, slots }: CadenceContext,
  matters: boolean,
): MessageSlot[] {
  const person = 'person' in slot.channel ? slot.channel.person : ''
  return orInstead(slot, slots, { place: roomOr(room, [roles.im, roles.geoc], person), matters })
}

/** The place of a reminder. A drill speaks only in its room; without a room, the GEOC is asked directly. */
function placeOf({ person }: Reminder, { drill, roles }: Incident, room: string | null): ChannelRef | null {
  if (room !== null && (drill || person === null)) return { id: room }
  if (drill) return null
  const reader = person ?? roles.geoc
  return reader === undefined ? null : { person: reader }
}

/** Messages about people's parts in it; an open offer that Slack will not bring is made in the room. */
function parts(incident: Incident, events: readonly Recorded[], context: CadenceContext): MessageSlot[] {
  const updateAt = updateDue(incident, context.words)
  const shown = rolesShown(incident, events, { ...context, updateDue: updateAt })
  return shown.flatMap((slot) => {
    const message = incident.drill ? asDrill(slot.message) : slot.message
    const matters = incident.offers.some(
      ({ seq, outcome }) => outcome === 'open' && slot.name === `offer:${seq}`,
    )
    return orOthers({ ...slot, message }, incident, context, matters)
  })
}

/** A person to whom somebody else gave a role reads what that means, and when stakeholders hear next; later, who has it. */
function appointed(incident: Incident, events: readonly Recorded[], context: CadenceContext): MessageSlot[] {
  const { words, slots } = context
  const given = new Map(
    events.flatMap((event): [string, { role: Role; user: UserId }][] =>
      event.type === 'role given' && event.actor !== event.to
        ? [
            [
              `${event.role === 'im' ? 'im' : `part:${event.role}`}:${event.to}`,
              { role: event.role, user: event.to },
            ],
          ]
        : [],
    ),
  )
  return [...given].flatMap(([name, { role, user }]) => {
    const holds = incident.roles[role] === user && isOpen(incident.status)
    if (!holds && !slots.has(name)) return []
    const slot: MessageSlot = {
      kind: 'message',
      name,
      urgency: urgencies.talk,
      channel: { person: user },
      message: holds
        ? whatNext(incident, { words, reader: user, updateDue: updateDue(incident, words) })
        : roleOver(incident, role, user, words),
    }
    return orOthers(slot, incident, context, holds)
  })
}

/** One message for each follower, edited; news goes into its thread, which rings. */
function followed(
  incident: Incident,
  { person, fromUpdate, stoppedAfter }: Follower,
  { words, room }: CadenceContext,
): MessageSlot[] {
  const top = `follow:${person}`
  const common = { kind: 'message', urgency: urgencies.talk, channel: { person } } as const
  const posted = incident.updates.filter(
    ({ number }) => number > fromUpdate && (stoppedAfter === null || number <= stoppedAfter),
  )
  return [
    {
      ...common,
      name: top,
      message: following(incident, { words, room, isOn: stoppedAfter === null }),
    },
    ...posted.map(
      (one): MessageSlot => ({
        ...common,
        name: `${top}:${one.number}`,
        thread: top,
        message: update(incident, one),
      }),
    ),
    ...(stoppedAfter === null && incident.resolvedAt !== null
      ? [
          {
            ...common,
            name: `${top}:end:${incident.resolvedAt.getTime()}`,
            thread: top,
            message: followingEnd(incident),
          },
        ]
      : []),
  ]
}
