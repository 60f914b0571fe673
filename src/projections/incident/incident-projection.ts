/** Projects an incident: its room, and every message about it. */
import type { Incident, Recorded } from '#incidents/incident.ts'
import { isPerson } from '#incidents/actor.ts'
import { isOver } from '#incidents/moves.ts'
import { roomReady } from '#messages/short-replies.ts'
import { responderPlace, place, shutOut } from './place-projection.ts'
import type { IncidentContext } from './incident-context.ts'
import { ladderEnds } from './ladder-ends-projection.ts'
import { inPublic } from './public-projection.ts'
import { inRoom } from './room-projection.ts'
import { pagedAlong } from './shadow-projection.ts'
import { rehearsed } from './drill-projection.ts'
import type { Slot } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'

export function projectIncident(
  incident: Incident,
  events: readonly Recorded[],
  context: IncidentContext,
): Slot[] {
  const room = context.slots.get('room')
  // An incident that ended before it had a room gets none.
  if (isOver(incident.status) && !room?.channel && !room?.refused) return []
  const slots: Slot[] = [
    ...place(incident, context),
    ...inRoom(incident, events, context),
    ...inPublic(incident, events, context),
    ...ladderEnds(incident, events, {
      words: context.words,
      home: responderPlace(incident, context),
      tech: context.tech,
      room: room?.channel ?? null,
    }),
    ...wayIn(incident, context),
    ...pagedAlong(incident, context),
    ...shutOut(incident, context),
    ...(context.archive ? [archive] : []),
  ]
  return incident.drill ? slots.map(rehearsed) : slots
}

const archive: Slot = {
  kind: 'archive',
  name: 'archive',
  urgency: urgencies.paperwork,
  channel: { slot: 'room' },
}

/**
 * Tells the person who typed the declaration where the room is. A direct message can be looked for after a kill, unlike
 * an answer that only they see. A drill says nothing outside its room.
 */
function wayIn({ askedIn, reporter, ...incident }: Incident, { slots }: IncidentContext): Slot[] {
  const room = slots.get('room')?.channel
  if (askedIn === null || incident.drill || !room || !isPerson(reporter)) return []
  const channel = { person: reporter }
  return [
    { kind: 'message', name: 'way-in', urgency: urgencies.room, channel, message: roomReady(incident, room) },
  ]
}
