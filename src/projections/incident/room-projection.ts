/** Projects an incident's room: the card, its people and links, and every line about what happens. */
import type { Incident, Recorded } from '#incidents/incident.ts'
import { brief } from '#messages/incident/brief.ts'
import { card } from '#messages/incident/card.ts'
import { inGroup, ofIncident } from '#messages/incident/no-room.ts'
import { decisionsTold } from '#messages/incident/decisions.ts'
import { roomLine } from '#messages/incident/room-line.ts'
import { inPlaceOf } from '#messages/incident/room-lost.ts'
import { similarPast } from '#messages/incident/similar-past.ts'
import { purpose, topic } from '#messages/incident/topic.ts'
import { update } from '#messages/incident/update.ts'
import type { IncidentContext } from './incident-context.ts'
import { responderPlace, isQuiet } from './place-projection.ts'
import type { ChannelRef, Slot, SlotState } from '#reconcile/slot.ts'
import type { Message } from '#words/message.ts'
import { urgencies } from '#urgency.ts'

const channel: ChannelRef = { slot: 'room' }

export function inRoom(incident: Incident, events: readonly Recorded[], context: IncidentContext): Slot[] {
  const { past, slots } = context
  const where = responderPlace(incident, context)
  const hasRoom = !slots.get('room')?.refused
  const shares = !hasRoom && isQuiet(incident)
  const said = (message: Message) => (shares ? ofIncident(incident, message) : message)
  const shownCard = card(incident, context)
  return [
    {
      kind: 'message',
      name: 'card',
      urgency: urgencies.room,
      ...where,
      message: shares ? inGroup(shownCard) : shownCard,
      pinned: hasRoom,
      returns: 1,
    },
    ...(past.length === 0
      ? []
      : [
          {
            kind: 'message',
            name: 'similar-past',
            urgency: urgencies.paperwork,
            ...where,
            message: said(similarPast(past)),
          } satisfies Slot,
        ]),
    ...movedFrom(context),
    ...(hasRoom ? [...furniture(incident, context), ...briefs(incident, events, context)] : []),
    ...incident.updates.map(
      (posted): Slot => ({
        kind: 'message',
        name: `room-update:${posted.number}`,
        urgency: urgencies.talk,
        ...where,
        message: update(incident, posted),
      }),
    ),
    ...decided(events, context).map(
      ({ seq, message }): Slot => ({
        kind: 'message',
        name: `line:${seq}`,
        urgency: urgencies.talk,
        ...where,
        message: said(message),
      }),
    ),
    ...events.flatMap((event): Slot[] => {
      const line = roomLine(incident, event, context)
      return line
        ? [
            {
              kind: 'message',
              name: `line:${event.seq}`,
              urgency: urgencies.talk,
              ...where,
              message: said(line),
            },
          ]
        : []
    }),
  ]
}

/** Decisions as they happen; one of long ago, found after a stop or by a newer Muster, is on the card. */
function decided(events: readonly Recorded[], context: IncidentContext) {
  return decisionsTold(events, context).filter(
    ({ seq, at }) => at >= context.newsFrom || context.slots.has(`line:${seq}`),
  )
}

/** The line about the earlier room that this one replaces. */
function movedFrom({ slots }: IncidentContext): Slot[] {
  const before = slots.get('room')?.detail.before
  if (before === undefined) return []
  return [
    {
      kind: 'message',
      name: `in-place-of:${before}`,
      urgency: urgencies.room,
      channel,
      message: inPlaceOf(before),
    },
  ]
}

function furniture(incident: Incident, { slots, words, steady, names }: IncidentContext): Slot[] {
  const standing = slots.get('topic')?.detail.written
  const before = slots.get('room')?.detail.before
  return [
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
      text:
        steady || standing === undefined
          ? topic(incident, { words, geoc: names.get(incident.roles.geoc ?? '') ?? null })
          : standing,
      // Nobody can have written into a room just made, so the first write needs no look.
      onlyOverOurs: standing !== undefined,
    },
    { kind: 'purpose', name: 'purpose', urgency: urgencies.talk, channel, text: purpose(incident, words) },
    { kind: 'bookmarks', name: 'bookmarks', urgency: urgencies.paperwork, channel, links: words.links },
  ]
}

/** The person who came late is told where it stands, and nobody else sees it. */
function briefs(incident: Incident, events: readonly Recorded[], context: IncidentContext): Slot[] {
  const { words, pages, pins, now } = context
  const failed = pages.filter(({ status }) => status === 'timed out' || status === 'declined')
  const missed = [...new Set(failed.map(({ user }) => user))]
  return lateComers(incident, events).map(({ user, since }) => {
    const others = missed.filter((one) => one !== user)
    return {
      kind: 'whisper',
      name: briefName({ user, since }),
      urgency: urgencies.talk,
      channel,
      user,
      message: brief(incident, { words, reader: user, missed: others, pins, now }),
    }
  })
}

/** Tells if somebody who came late has not been briefed yet. */
export function briefIsDue(
  incident: Incident,
  events: readonly Recorded[],
  slots: ReadonlyMap<string, SlotState>,
): boolean {
  return lateComers(incident, events).some((one) => !slots.has(briefName(one)))
}

function lateComers({ present, reporter, declaredAt }: Incident, events: readonly Recorded[]) {
  const late = new Set(events.filter(({ at }) => +at - +declaredAt > fromTheStart).map(({ seq }) => seq))
  return present.filter(({ user, since }) => user !== reporter && late.has(since))
}

function briefName({ user, since }: Incident['present'][number]): string {
  return `brief:${user}:${since}`
}

/** Milliseconds after the declaration in which people come who saw it begin. */
const fromTheStart = 2 * 60_000

/** People asked in who are not there already. */
function absent({ invited, present }: Incident): Incident['invited'] {
  return invited.filter(({ user }) => !present.some((one) => one.user === user))
}

/** A room that takes another's place invites those who were asked into that one or were there. */
function everybody({ invited, present }: Incident, before: string): Incident['invited'] {
  return [...invited, ...present.map(({ user }) => ({ user, reason: `in ${before}` }))]
}
