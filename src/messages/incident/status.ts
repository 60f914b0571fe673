/** Answers "status": the card without its buttons, and the way into the room. */
import type { Incident } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { bold, channel, lines, message } from '#words/blocks.ts'
import { type Situation, situation } from './situation.ts'

export function status(incident: Incident, now: Situation, room: string | null): Message {
  return message(...situation(incident, now), room !== null && lines([bold('Room: '), channel(room)]))
}
