/** Figures of incidents: how many, how bad, how long. Pure. */
import type { Status } from '#incidents/incident.ts'

/** The incidents that are counted; private ones and drills never are. */
export interface Scope {
  /** Whole months, in the time zone of the person who asks. */
  first: Temporal.PlainYearMonth
  months: number
  timeZone: string
  squad: string | null
  /** The key of a service. */
  service: string | null
}

/** Medians are milliseconds from the start of the impact where somebody said it, else from the declaration; null where it never happened. */
export interface Figures {
  count: number
  /** Those of which somebody said when the impact began. */
  started: number
  /** From that start to the declaration, of those alone. */
  toDetect: number | null
  toAcknowledge: number | null
  toResolve: number | null
}

export interface Group extends Figures {
  name: string
}

/** The pages one person had. */
export interface Load {
  name: string
  pages: number
  /** Those of them outside waking hours, where the person lives. */
  atNight: number
}

export interface Statistics {
  all: Figures
  bySeverity: Group[]
  bySquad: Group[]
  /** By key; an incident counts for each of its services. */
  byService: Group[]
  /** Every month of the scope, oldest first. */
  byMonth: Group[]
  /** The most paged first. */
  byPerson: Load[]
  /** The median time that ended incidents spent in each status they had. */
  inStatus: { status: Status; ms: number }[]
  postmortems: { done: number; of: number }
  actions: { closed: number; of: number }
}

/** The first instant, and the one after the last. */
export function boundsOf({ first, months, timeZone }: Scope): { from: Date; to: Date } {
  const startOf = (month: Temporal.PlainYearMonth) =>
    new Date(month.toPlainDate({ day: 1 }).toZonedDateTime(timeZone).epochMilliseconds)
  return { from: startOf(first), to: startOf(first.add({ months })) }
}

export function lastOf({ first, months }: Scope): Temporal.PlainYearMonth {
  return first.add({ months: months - 1 })
}

export const noFigures: Figures = {
  count: 0,
  started: 0,
  toDetect: null,
  toAcknowledge: null,
  toResolve: null,
}

/** A group for each month, also for months without any incident. */
export function everyMonth({ first, months }: Scope, found: readonly Group[]): Group[] {
  return Array.from({ length: months }, (_, index) => {
    const name = first.add({ months: index }).toString()
    return found.find((group) => group.name === name) ?? { ...noFigures, name }
  })
}
