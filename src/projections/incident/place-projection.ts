/** Chooses the place of an incident: its room, or what stands in for one that Slack would not let us create. */
import { peopleAmong } from '#incidents/actor.ts'
import type { Incident } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { card } from '#messages/incident/card.ts'
import { noRoom } from '#messages/incident/no-room.ts'
import { removed } from '#messages/incident/room-lost.ts'
import { roomName } from '#messages/incident/room-name.ts'
import type { IncidentContext } from './incident-context.ts'
import type { MessageSlot, Slot } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'

export function place(incident: Incident, context: IncidentContext): Slot[] {
  const { slots, words } = context
  const refused = slots.get('room')?.refused
  const room: Slot = {
    kind: 'room',
    name: 'room',
    urgency: urgencies.room,
    channelName: roomName(incident),
    private: incident.private,
  }
  if (!refused) return [room]
  const group = slots.get('group')
  const instead = isQuiet(incident) ? (group?.refused ? null : 'group') : 'thread'
  const told = peopleAmong([incident.reporter]).map(
    (person): MessageSlot => ({
      kind: 'message',
      name: 'no-room',
      urgency: urgencies.room,
      channel: { person },
      message: noRoom(incident, { words, because: refused, instead }),
    }),
  )
  if (!isQuiet(incident)) return [room, ...told]
  const responders = [...new Set(incident.invited.map((one) => one.user))]
  const users = group?.detail.members ?? responders.slice(0, 8)
  // An incident declared by a program has nobody yet, until the first person is paged.
  if (users.length === 0) return [room]
  return [
    room,
    ...told,
    { kind: 'group', name: 'group', urgency: urgencies.room, users },
    // Nobody can be added to a group message: people who come later read the card in their own.
    ...(group?.channel ? responders.filter((user) => !users.includes(user)) : []).map(
      (user): Slot => ({
        kind: 'message',
        name: `card:${user}`,
        urgency: urgencies.room,
        channel: { person: user },
        message: card(incident, context),
      }),
    ),
  ]
}

/** True for a private incident or a drill, whose words never go to a public place. */
export function isQuiet({ private: isPrivate, drill }: Incident): boolean {
  return isPrivate || drill
}

/** The place of the card and of everything for the responders. */
export function responderPlace(
  incident: Incident,
  { slots, tech }: IncidentContext,
): Pick<MessageSlot, 'channel' | 'thread'> {
  if (!slots.get('room')?.refused) return { channel: { slot: 'room' } }
  return isQuiet(incident) ? { channel: { slot: 'group' } } : { channel: tech, thread: 'tech' }
}

/** Tells the people who can help that we were removed from the room. */
export function shutOut(incident: Incident, { slots, words }: IncidentContext): Slot[] {
  const room = slots.get('room')
  if (!room?.channel || !room.detail.lost || !isOpen(incident.status)) return []
  if (room.detail.lost === 'returning' && !incident.private) {
    return [{ kind: 'join', name: 'rejoin', urgency: urgencies.room, channel: { slot: 'room' } }]
  }
  const { reporter, roles } = incident
  const told = peopleAmong([reporter, roles.im])
  return (told.length > 0 ? told : peopleAmong(Object.values(roles))).map((user) => ({
    kind: 'message',
    name: `removed:${user}`,
    urgency: urgencies.room,
    channel: { person: user },
    message: removed(incident, room.channel ?? '', words),
  }))
}
