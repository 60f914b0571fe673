/** The answer to "status": the card without its buttons. */
import type { Incident } from '#incidents/incident.ts'
import type { Message } from '#projection/slot.ts'
import { message } from './blocks.ts'
import { heading } from './card.ts'
import { type Situation, situation } from './situation.ts'

export function status(incident: Incident, now: Situation): Message {
  return message(heading(incident), ...situation(incident, now))
}
