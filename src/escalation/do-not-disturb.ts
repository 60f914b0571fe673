/** Finds people who hear nothing at the moment: Slack lets no bot wake anyone through Do Not Disturb, but it says who has it on. */
import { z } from 'zod'
import type { UserId } from '#incidents/incident.ts'
import type { SlackPort } from '#slack-port.ts'
import { urgencies } from '#urgency.ts'

const answer = z.object({
  users: z.record(
    z.string(),
    z.object({
      dnd_enabled: z.boolean(),
      next_dnd_start_ts: z.number().optional(),
      next_dnd_end_ts: z.number().optional(),
    }),
  ),
})

/** The most people one `dnd.teamInfo` takes. */
const most = 50

/** The end of each person's silence, or null for people who hear. Without an answer from Slack, an empty map. */
export async function lookUpSilence(
  slack: SlackPort,
  users: readonly UserId[],
  now: Date,
): Promise<Map<UserId, Date | null>> {
  const asked = [...new Set(users)].slice(0, most)
  if (asked.length === 0) return new Map()
  const outcome = await slack.call('dnd.teamInfo', { users: asked.join(',') }, urgencies.room)
  return outcome.kind === 'ok' ? silenceIn(outcome.body, now) : new Map()
}

/** Reads an answer of `dnd.teamInfo` as of `now`. */
export function silenceIn(body: unknown, now: Date): Map<UserId, Date | null> {
  const parsed = answer.safeParse(body)
  if (!parsed.success) return new Map()
  const seconds = now.getTime() / 1000
  return new Map(
    Object.entries(parsed.data.users).map(
      ([user, { dnd_enabled, next_dnd_start_ts = 0, next_dnd_end_ts = 0 }]) => {
        const isOn = dnd_enabled && next_dnd_start_ts <= seconds && seconds < next_dnd_end_ts
        return [user, isOn ? new Date(next_dnd_end_ts * 1000) : null]
      },
    ),
  )
}
