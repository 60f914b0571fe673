/** Has the rules look at everything that was said, while the rest of the bot goes on. */
import { inSlices, type Pace } from '#slices.ts'
import type { RecordedMessage } from '#history/heard.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Finding } from './draft/finding.ts'
import { findIn, unread } from './draft/find-in-message.ts'

/** `budget`: milliseconds of work after which the rest stays unread. */
export async function findingsOf(
  messages: readonly RecordedMessage[],
  bot: UserId,
  limits: { pace: Pace; budget: number },
): Promise<Finding[]> {
  const read = await inSlices(messages, (one) => findIn(one, bot), limits)
  return [...read, ...messages.slice(read.length).map((one) => unread(one, bot))]
}
