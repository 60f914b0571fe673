/** Shows everybody what they may read of an incident: nothing of a private one, and nothing of a drill outside its room. */
import type { Incident } from '#incidents/incident.ts'
import { announcement, techAnnouncement } from '#messages/incident/announcement.ts'
import { sourceReply } from '#messages/incident/source-reply.ts'
import { update } from '#messages/incident/update.ts'
import type { IncidentContext } from './incident-context.ts'
import { isQuiet } from './place-projection.ts'
import type { Slot } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'

export function inPublic(
  incident: Incident,
  { words, slots, stakeholders, tech, continuesIn }: IncidentContext,
): Slot[] {
  if (isQuiet(incident)) return []
  const room = slots.get('room')?.channel ?? null
  const hasRoom = !slots.get('room')?.refused
  // An announcement without its room would need an edit at once, so it waits for the room.
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
