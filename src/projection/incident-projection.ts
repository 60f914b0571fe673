/** What Slack should show of an incident: its room, and every message about it. */
import type { Incident, Recorded } from '#incidents/incident.ts'
import type { Found } from '#learning/found.ts'
import { isOpen, isOver } from '#incidents/moves.ts'
import { announcement, techAnnouncement } from '#messages/announcement.ts'
import { brief } from '#messages/brief.ts'
import { card } from '#messages/card.ts'
import { noRoom } from '#messages/no-room.ts'
import { offer } from '#messages/offer.ts'
import { roomLine } from '#messages/room-line.ts'
import { asDrill } from '#messages/drill.ts'
import { inPlaceOf, removed } from '#messages/room-lost.ts'
import { roomName } from '#messages/room-name.ts'
import { similarPast } from '#messages/similar-past.ts'
import { sourceReply } from '#messages/source-reply.ts'
import type { Paged } from '#messages/situation.ts'
import { purpose, topic } from '#messages/topic.ts'
import { update } from '#messages/update.ts'
import type { Words } from '#messages/words.ts'
import { ladderEnds } from './ladder-ends-projection.ts'
import { type ChannelRef, type MessageSlot, type Slot, type SlotState, urgencies } from './slot.ts'

export interface IncidentContext {
  words: Words
  /** What is recorded as shown. */
  slots: ReadonlyMap<string, SlotState>
  /** Who was paged for it, in order. */
  pages: Paged[]
  /** What it sounds like, of the past. */
  past: Found[]
  /** What Slack refused, in words for people. */
  problems: string[]
  stakeholders: ChannelRef
  tech: ChannelRef
  /** The room of the incident it was merged into. */
  continuesIn: string | null
  /** It has been over for so long that the room may be archived. */
  archive: boolean
}

export function projectIncident(
  incident: Incident,
  events: readonly Recorded[],
  context: IncidentContext,
): Slot[] {
  const room = context.slots.get('room')
  // An incident that ended before it had a room needs none.
  if (isOver(incident.status) && !room?.channel && !room?.refused) return []
  const slots: Slot[] = [
    ...place(incident, context),
    ...inRoom(incident, events, context),
    ...loud(incident, context),
    ...ladderEnds(incident, events, {
      words: context.words,
      home: home(incident, context),
      tech: context.tech,
      room: room?.channel ?? null,
    }),
    ...offers(incident, context),
    ...shutOut(incident, context),
    ...(context.archive
      ? [
          {
            kind: 'archive',
            name: 'archive',
            urgency: urgencies.paperwork,
            channel: { slot: 'room' },
          } satisfies Slot,
        ]
      : []),
  ]
  return incident.drill ? slots.map(rehearsed) : slots
}

/** Every message of a drill says so; the card and the brief do by themselves. */
function rehearsed(slot: Slot): Slot {
  const isMessage = slot.kind === 'message' || slot.kind === 'whisper'
  if (!isMessage || /^(card|brief)/.test(slot.name)) return slot
  return { ...slot, message: asDrill(slot.message) }
}

/** The room; or, where Slack would not let us create one, what stands in for it. */
function place(incident: Incident, { slots, words, pages, problems }: IncidentContext): Slot[] {
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
  const told: MessageSlot = {
    kind: 'message',
    name: 'no-room',
    urgency: urgencies.room,
    channel: { person: incident.reporter },
    message: noRoom(incident, { words, because: refused, instead }),
  }
  if (!isQuiet(incident)) return [room, told]
  const responders = [...new Set(incident.invited.map((one) => one.user))]
  const users = group?.detail.members ?? responders.slice(0, 8)
  return [
    room,
    told,
    { kind: 'group', name: 'group', urgency: urgencies.room, users },
    // Nobody can be added to a group message: who comes later reads the card in their own.
    ...(group?.channel ? responders.filter((user) => !users.includes(user)) : []).map(
      (user): Slot => ({
        kind: 'message',
        name: `card:${user}`,
        urgency: urgencies.room,
        channel: { person: user },
        message: card(incident, { words, pages, problems }),
      }),
    ),
  ]
}

/** Its words stay where its people are: there is no public place for a private incident or a drill. */
function isQuiet({ private: isPrivate, drill }: Incident): boolean {
  return isPrivate || drill
}

/** Where the card and everything for the responders stands. */
function home(incident: Incident, { slots, tech }: IncidentContext): Pick<MessageSlot, 'channel' | 'thread'> {
  if (!slots.get('room')?.refused) return { channel: { slot: 'room' } }
  return isQuiet(incident) ? { channel: { slot: 'group' } } : { channel: tech, thread: 'tech' }
}

/** We were removed from the room: those who can mend it are told. */
function shutOut(incident: Incident, { slots, words }: IncidentContext): Slot[] {
  const room = slots.get('room')
  if (!room?.channel || !room.detail.lost || !isOpen(incident.status)) return []
  if (room.detail.lost === 'returning' && !incident.private) {
    return [{ kind: 'join', name: 'rejoin', urgency: urgencies.room, channel: { slot: 'room' } }]
  }
  const told = new Set([incident.reporter, ...(incident.roles.im ? [incident.roles.im] : [])])
  return [...told].map((user) => ({
    kind: 'message',
    name: `removed:${user}`,
    urgency: urgencies.room,
    channel: { person: user },
    message: removed(incident, room.channel ?? '', words),
  }))
}

function inRoom(incident: Incident, events: readonly Recorded[], context: IncidentContext): Slot[] {
  const { words, slots, pages, problems, continuesIn } = context
  const where = home(incident, context)
  const channel: ChannelRef = { slot: 'room' }
  const hasRoom = !slots.get('room')?.refused
  const situation = { words, pages, problems }
  const before = slots.get('room')?.detail.before
  return [
    {
      kind: 'message',
      name: 'card',
      urgency: urgencies.room,
      ...where,
      message: card(incident, situation),
      pinned: hasRoom,
      returns: 1,
    },
    ...(context.past.length === 0
      ? []
      : [
          {
            kind: 'message',
            name: 'similar-past',
            urgency: urgencies.paperwork,
            ...where,
            message: similarPast(context.past),
          } satisfies Slot,
        ]),
    ...(before === undefined
      ? []
      : [
          {
            kind: 'message',
            name: `in-place-of:${before}`,
            urgency: urgencies.room,
            channel,
            message: inPlaceOf(before),
          } satisfies Slot,
        ]),
    ...(hasRoom
      ? ([
          {
            kind: 'members',
            name: 'members',
            urgency: urgencies.room,
            channel,
            invitations: before === undefined ? absent(incident) : everybody(incident, before),
          },
          {
            kind: 'topic',
            name: 'topic',
            urgency: urgencies.talk,
            channel,
            text: topic(incident),
            // Nobody can have written into a room that was just made, so the first time needs no look.
            onlyOverOurs: slots.get('topic')?.detail.written !== undefined,
          },
          {
            kind: 'purpose',
            name: 'purpose',
            urgency: urgencies.talk,
            channel,
            text: purpose(incident, words),
          },
          { kind: 'bookmarks', name: 'bookmarks', urgency: urgencies.paperwork, channel, links: words.links },
          ...incident.present
            .filter(({ user }) => user !== incident.reporter)
            .map(
              ({ user, since }): Slot => ({
                kind: 'whisper',
                name: `brief:${user}:${since}`,
                urgency: urgencies.talk,
                channel,
                user,
                message: brief(incident, { words, reader: user }),
              }),
            ),
        ] satisfies Slot[])
      : []),
    ...incident.updates.map(
      (posted): Slot => ({
        kind: 'message',
        name: `room-update:${posted.number}`,
        urgency: urgencies.talk,
        ...where,
        message: update(incident, posted),
      }),
    ),
    ...events.flatMap((event): Slot[] => {
      const line = roomLine(incident, event, { continuesIn })
      return line
        ? [{ kind: 'message', name: `line:${event.seq}`, urgency: urgencies.talk, ...where, message: line }]
        : []
    }),
  ]
}

/** Those asked in who are not there already. */
function absent({ invited, present }: Incident): Incident['invited'] {
  return invited.filter(({ user }) => !present.some((one) => one.user === user))
}

/** Into a room that takes another's place comes whoever was asked into that one or was there. */
function everybody({ invited, present }: Incident, before: string): Incident['invited'] {
  return [...invited, ...present.map(({ user }) => ({ user, reason: `in ${before}` }))]
}

/** What everybody may read: nothing of a private incident, and nothing of a drill outside its room. */
function loud(
  incident: Incident,
  { words, slots, stakeholders, tech, continuesIn }: IncidentContext,
): Slot[] {
  if (isQuiet(incident)) return []
  const room = slots.get('room')?.channel ?? null
  const hasRoom = !slots.get('room')?.refused
  // An announcement without its room would have to be edited at once, so it waits for one.
  if (room === null && hasRoom) return []
  const announced = { words, room, continuesIn }
  const { source } = incident
  return [
    {
      kind: 'message',
      name: 'announce',
      urgency: urgencies.talk,
      channel: stakeholders,
      message: announcement(incident, announced),
    },
    {
      kind: 'message',
      name: 'tech',
      urgency: urgencies.talk,
      channel: tech,
      message: techAnnouncement(incident, announced),
    },
    ...incident.updates.flatMap((posted): Slot[] => [
      {
        kind: 'message',
        name: `update:${posted.number}`,
        urgency: urgencies.talk,
        channel: stakeholders,
        thread: 'announce',
        message: update(incident, posted),
      },
      {
        kind: 'message',
        name: `tech-update:${posted.number}`,
        urgency: urgencies.talk,
        channel: tech,
        thread: 'tech',
        message: update(incident, posted),
      },
    ]),
    ...(source && !source.private
      ? ([
          // Slack lets only members write there.
          {
            kind: 'join',
            name: 'source-channel',
            urgency: urgencies.talk,
            channel: { id: source.channel },
          },
          {
            kind: 'message',
            name: 'source',
            urgency: urgencies.talk,
            channel: { slot: 'source-channel' },
            threadTs: source.ts,
            message: sourceReply(incident, announced),
          },
        ] satisfies Slot[])
      : []),
  ]
}

function offers(incident: Incident, { words }: IncidentContext): Slot[] {
  return incident.offers.map((offered) => ({
    kind: 'message',
    name: `offer:${offered.seq}`,
    urgency: urgencies.room,
    channel: { person: offered.to },
    message: offer(incident, offered, words),
  }))
}
