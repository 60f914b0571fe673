/** Tells of which events somebody did something in Slack, who, and when. Pure. */
import { z } from 'zod'
import type { UserId } from '#incidents/incident.ts'

/** Told of edits and joins as well, which may be somebody else's doing. */
const byHand = new Set(['message', 'reaction_added', 'reaction_removed', 'pin_added', 'app_home_opened'])
const ownSubtypes = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message'])

const acting = z.object({
  user: z.string(),
  bot_id: z.undefined().optional(),
  subtype: z.string().optional(),
  event_ts: z.string().regex(/^\d{1,12}(\.\d+)?$/),
})

/** Null for events that are nobody's act. The time is Slack's own: an event may be late. */
export function actOf(type: string, event: unknown): { user: UserId; at: Date } | null {
  if (!byHand.has(type)) return null
  const read = acting.safeParse(event)
  if (!read.success || !ownSubtypes.has(read.data.subtype)) return null
  return { user: read.data.user, at: new Date(Number(read.data.event_ts) * 1000) }
}
