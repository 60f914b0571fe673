/** Tells people in a room about similar past incidents, and their repairs. */
import type { FoundIncident } from '#learning/found.ts'
import type { Message } from '#words/message.ts'
import { lines, message } from '#words/blocks.ts'
import { foundLines } from './search-results.ts'

export function similarPast(past: readonly FoundIncident[]): Message {
  return message(lines(['This sounds like something that happened before:']), ...past.map(foundLines))
}
