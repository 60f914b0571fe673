/** Decides which reminders leave now, which are settled, and when to look again. Pure. */
import type { UserId } from '#incidents/incident.ts'
import type { Want } from './cadence.ts'
import { asleepUntil } from '#escalation/night.ts'

export interface Reminder {
  key: string
  /** 1, 2, … within its key. */
  nth: number
  cause: string
  /** Null: the room. */
  person: UserId | null
  askedAt: Date
  settledAt: Date | null
  snoozedUntil: Date | null
  /** "Not needed": this key is not asked again. */
  muted: boolean
}

/** A person who gets the updates after one number, up to another. */
export interface Follower {
  person: UserId
  fromUpdate: number
  /** Null while they follow. */
  stoppedAfter: number | null
}

export interface Quiet {
  /** The last time a person wrote in the room. */
  lastSaid: Date | null
  /** The time zone of the person, or of the room; null when this incident is worth waking people. */
  sleepsIn: (person: UserId | null) => string | null
}

export interface Reminding {
  ask: Want[]
  settle: Reminder[]
  next: Date | null
}

/** Milliseconds after a message in which a person counts as still writing. */
const writing = 2 * 60_000
/** Longest wait for people who are writing, in milliseconds. */
const patience = 10 * 60_000
/** The time between two looks for an answer. */
const lookAgain = 10 * 60_000

export function remind(
  wants: readonly Want[],
  reminders: readonly Reminder[],
  quiet: Quiet,
  now: Date,
): Reminding {
  const open = reminders.filter((one) => one.settledAt === null)
  const stands = (one: Reminder, want: Want) =>
    one.key === want.key && one.cause === want.cause && one.person === want.person
  const settle = open.filter((one) => !wants.some((want) => stands(one, want)))
  const ask: Want[] = []
  const looks: number[] = []
  for (const want of wants) {
    if (reminders.some((one) => one.key === want.key && one.muted)) continue
    const asked = open.find((one) => stands(one, want))
    const at = asked ? asked.snoozedUntil : quietly(want, quiet, now)
    if (at === null) looks.push(now.getTime() + lookAgain)
    else if (at > now) looks.push(at.getTime())
    else {
      ask.push(want)
      // An edit does not ring: a person who asked to be reminded again gets another message.
      if (asked) settle.push(asked)
    }
  }
  return { ask, settle, next: looks.length > 0 ? new Date(Math.min(...looks)) : null }
}

/** Delays a reminder while people are writing, and overnight when it can wait. */
function quietly({ at, person }: Want, { lastSaid, sleepsIn }: Quiet, now: Date): Date {
  const pause = lastSaid === null ? 0 : lastSaid.getTime() + writing
  const paused = Math.max(at.getTime(), Math.min(pause, at.getTime() + patience))
  const zone = sleepsIn(person)
  const asking = new Date(Math.max(paused, now.getTime()))
  return (zone === null ? null : asleepUntil(zone, asking)) ?? new Date(paused)
}
