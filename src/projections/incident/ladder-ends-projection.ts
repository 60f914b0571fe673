/** Places where the end of a ladder is said: the room, the tech channel and the reporter; for a private incident, the room, the reporter and its IM. */
import { peopleAmong } from '#incidents/actor.ts'
import { type Incident, isRole, type Recorded } from '#incidents/incident.ts'
import { ladderEnd } from '#messages/incident/ladder-end.ts'
import type { Words } from '#incidents/words.ts'
import type { ChannelRef, MessageSlot } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'

export interface LadderEndsContext {
  words: Words
  /** The place where the responders read. */
  home: Pick<MessageSlot, 'channel' | 'thread'>
  tech: ChannelRef
  /** The room's channel, once it exists. */
  room: string | null
}

export function ladderEnds(
  incident: Incident,
  events: readonly Recorded[],
  { words, home, tech, room }: LadderEndsContext,
): MessageSlot[] {
  const ended = events.filter((event) => event.type === 'ladder ended')
  return ended.flatMap(({ role, seq, empty = false, again: at }): MessageSlot[] => {
    const again = at === undefined ? null : new Date(at)
    const common = { kind: 'message', urgency: urgencies.room } as const
    const quiet = events.some((event) => event.type === 'level skipped' && event.role === role && event.quiet)
    const came = events.some(
      (event) =>
        event.type === 'page answered' &&
        event.answer === 'acknowledged' &&
        event.seq > seq &&
        role === `person:${event.user}`,
    )
    const pointing = ladderEnd(incident, role, { words, room, empty, quiet, again, came })
    const inHome = {
      ...common,
      ...home,
      name: `ladder:${seq}`,
      message: ladderEnd(incident, role, { words, room: null, empty, quiet, again, came }),
    }
    const people = peopleAmong([incident.reporter, incident.private ? incident.roles.im : undefined])
    return [
      inHome,
      ...(incident.drill || incident.private || !isRole(role)
        ? []
        : [{ ...common, name: `ladder-tech:${seq}`, channel: tech, message: pointing }]),
      ...(incident.drill || !isRole(role)
        ? []
        : people.map((person) => ({
            ...common,
            name: `ladder:${seq}:${person}`,
            channel: { person },
            message: pointing,
          }))),
    ]
  })
}
