/** Shows everybody what they may read of an incident: nothing of a private one, and nothing of a drill outside its room. */
import type { Incident, Recorded } from '#incidents/incident.ts'
import { newsOf } from '#incidents/news.ts'
import { announcement, techAnnouncement } from '#messages/incident/announcement.ts'
import { news } from '#messages/incident/news.ts'
import { sourceReply } from '#messages/incident/source-reply.ts'
import { update } from '#messages/incident/update.ts'
import type { IncidentContext } from './incident-context.ts'
import { isQuiet } from './place-projection.ts'
import type { MessageSlot, Slot } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'

export function inPublic(incident: Incident, events: readonly Recorded[], context: IncidentContext): Slot[] {
  if (isQuiet(incident)) return []
  const { words, slots, stakeholders, tech, continuesIn } = context
  const room = slots.get('room')?.channel ?? null
  const hasRoom = !slots.get('room')?.refused
  // An announcement without its room would need an edit at once, so it waits for the room.
  if (room === null && hasRoom) return []
  const announced = { words, room, continuesIn }
  const { source } = incident
  const replies = told(incident, events, context)
  return [
    {
      kind: 'message',
      name: 'announce',
      urgency: urgencies.talk,
      channel: stakeholders,
      message: announcement(incident, announced),
      returns: returnsFor('announce', replies, slots),
    },
    {
      kind: 'message',
      name: 'tech',
      urgency: urgencies.talk,
      channel: tech,
      message: techAnnouncement(incident, announced),
      returns: returnsFor('tech', replies, slots),
    },
    ...replies,
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

/** An announcement that people deleted stays away until there is news, which stands in its thread. */
function returnsFor(name: string, replies: readonly MessageSlot[], slots: IncidentContext['slots']): number {
  const isAwaited = replies.some((reply) => reply.thread === name && !slots.has(reply.name))
  return isAwaited ? (slots.get(name)?.deleted ?? 0) : 0
}

/** Replies to the announcements; stakeholders read them in the channel itself, where the policy says so. */
function told(incident: Incident, events: readonly Recorded[], context: IncidentContext): MessageSlot[] {
  const { words, stakeholders, tech, broadcast } = context
  return newsOf(events, words.defaultSeverity).flatMap(({ kind, event }): MessageSlot[] => {
    const reply = { kind: 'message' as const, urgency: urgencies.talk }
    const above = { ...reply, channel: stakeholders, thread: 'announce', broadcast: broadcast.includes(kind) }
    if (event.type === 'update posted') {
      const posted = incident.updates.find(({ number }) => number === event.number)
      if (!posted) return []
      const message = update(incident, posted)
      return [
        { ...above, name: `update:${posted.number}`, message },
        { ...reply, name: `tech-update:${posted.number}`, channel: tech, thread: 'tech', message },
      ]
    }
    const message = news(incident, event, context)
    return message === null ? [] : [{ ...above, name: `news:${event.seq}`, message }]
  })
}
