/** Runs the rules over every message in slices, so that the rest of the bot goes on. */
import { inSlices, type Pace } from '#slices.ts'
import type { RecordedMessage } from '#history/heard.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Finding } from './draft/finding.ts'
import { findIn, unread } from './draft/find-in-message.ts'

/** `budget` is the milliseconds of work after which the remaining messages stay unread. */
export async function findingsOf(
  messages: readonly RecordedMessage[],
  bot: UserId,
  limits: { pace: Pace; budget: number },
): Promise<Finding[]> {
  const read = await inSlices(messages, (one) => findIn(one, bot), limits)
  return [...read, ...messages.slice(read.length).map((one) => unread(one, bot))]
}
