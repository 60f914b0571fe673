/** A person of the workspace, parsed from Slack's `user` object. */
import { z } from 'zod'

export interface Person {
  id: string
  name: string
  timeZone: string
  email: string | null
  /** May be asked and invited: not deactivated, not a bot, not of another organisation. */
  active: boolean
  guest: boolean
  /** Deactivated, after being one of ours. */
  left?: boolean
  /** The account's last change, as far as Slack says. */
  changedAt: Date | null
}

/** False for those who have left, and for guests: secret addresses and user groups are for colleagues. */
export function isFullMember({ active, guest }: Pick<Person, 'active' | 'guest'>): boolean {
  return active && !guest
}

const slackUser = z.object({
  id: z.string(),
  team_id: z.string().nullish(),
  enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).optional(),
  name: z.string().default(''),
  real_name: z.string().optional(),
  tz: z.string().nullish(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  is_primary_owner: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_admin: z.boolean().optional(),
  updated: z.number().optional(),
  profile: z
    .object({
      display_name: z.string().optional(),
      real_name: z.string().optional(),
      email: z.string().nullish(),
    })
    .optional(),
})

/** Null for anything but a Slack user. `team`: our own workspace, if known. */
export function personFrom(user: unknown, team: string | null): Person | null {
  const parsed = slackUser.safeParse(user)
  if (!parsed.success) return null
  const { id, name, real_name, tz, deleted, is_bot, is_restricted, is_ultra_restricted, profile, updated } =
    parsed.data
  return {
    id,
    name: profile?.display_name || profile?.real_name || real_name || name || id,
    timeZone: knownZone(tz),
    email: profile?.email?.toLowerCase() ?? null,
    active: !deleted && !is_bot && !isForeign(parsed.data, team) && id !== 'USLACKBOT',
    guest: Boolean(is_restricted || is_ultra_restricted),
    left: Boolean(deleted) && !is_bot && !isForeign(parsed.data, team),
    changedAt: updated ? new Date(updated * 1000) : null,
  }
}

/** The owner of the workspace. */
export type Keeper = Pick<z.infer<typeof slackUser>, 'id' | 'is_primary_owner' | 'is_owner' | 'is_admin'>

/** The workspace's primary owner, else an owner, else an administrator. Null when Slack names none. */
export function keeperIn(users: readonly unknown[], team: string | null): Keeper | null {
  const known = users.flatMap((user) => slackUser.safeParse(user).data ?? [])
  const active = known.filter((user) => personFrom(user, team)?.active)
  const keeper =
    active.find((user) => user.is_primary_owner) ??
    active.find((user) => user.is_owner) ??
    active.find((user) => user.is_admin)
  if (!keeper) return null
  const { id, is_primary_owner, is_owner, is_admin } = keeper
  return { id, is_primary_owner, is_owner, is_admin }
}

/** A member of another organisation who shares a channel with us is no stranger to Slack, and no colleague either. */
function isForeign(
  { team_id, enterprise_user, is_stranger }: z.infer<typeof slackUser>,
  team: string | null,
): boolean {
  if (is_stranger) return true
  if (team === null || !team_id || team_id === team) return false
  return !enterprise_user?.teams.includes(team)
}

const zones = new Map<string, string>()

/** Checks a zone, and remembers it: a list of people has few zones, many times over. */
function knownZone(zone: string | null | undefined): string {
  const known = zones.get(zone ?? 'UTC')
  if (known !== undefined) return known
  try {
    const found = new Intl.DateTimeFormat('en', { timeZone: zone ?? 'UTC' }).resolvedOptions().timeZone
    zones.set(zone ?? 'UTC', found)
    return found
  } catch {
    return 'UTC'
  }
}
