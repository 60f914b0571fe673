/** Converts a rota's state into rows, and back. */
import type { Selectable } from 'kysely'
import type { Schema } from '#db/schema.ts'
import type { MeantHours } from '#policy/rota-settings.ts'
import type {
  Away,
  Cover,
  Member,
  RotaState,
  Reason,
  Rota,
  Shift,
  Swap,
  Tally,
  TurnClass,
} from './turns/rota.ts'

/** The rows a rota's state is read from. */
export const columns = {
  rota: [
    'id',
    'name',
    'role',
    'time_zone',
    'hand_over_time',
    'turn',
    'turns_from',
    'hours',
    'week_start',
    'weekend',
    'holidays',
    'published_days',
    'secondary',
    'published_until',
  ],
  rota_member: ['person', 'joined_at', 'left_at', 'starts_at', 'credit'],
  shift: ['starts_at', 'ends_at', 'person', 'counts_for', 'class', 'reason'],
  cover: ['id', 'kind', 'starts_at', 'ends_at', 'asked_by', 'person', 'taken_at', 'note'],
  swap: ['id', 'from_person', 'from_start', 'to_person', 'to_start', 'status', 'expires_at'],
  away: ['id', 'person', 'starts_at', 'ends_at'],
} as const satisfies { [Table in keyof Schema]?: readonly (keyof Schema[Table])[] }

type Read = typeof columns

/** The part of a row that is read. */
export type Row<Table extends keyof Read> = Pick<
  Selectable<Schema[Table]>,
  Read[Table][number] & keyof Selectable<Schema[Table]>
>

export function rowsIn({ rota, covers, swaps, aways }: RotaState) {
  return {
    cover: covers.map((one) => ({
      id: one.id,
      rota: rota.id,
      kind: one.kind,
      starts_at: one.start,
      ends_at: one.end,
      asked_by: one.by,
      person: one.user,
      taken_at: one.takenAt,
      note: one.note,
    })),
    swap: swaps.map((one) => ({
      id: one.id,
      rota: rota.id,
      from_person: one.from.user,
      from_start: one.from.start,
      to_person: one.to.user,
      to_start: one.to.start,
      status: one.status,
      expires_at: one.expiresAt,
    })),
    away: aways.map(({ id, user, start, end }) => ({ id, person: user, starts_at: start, ends_at: end })),
  }
}

export function rotaColumns(rota: Rota) {
  return {
    name: rota.name,
    role: rota.role,
    time_zone: rota.timeZone,
    hand_over_time: rota.handOverTime,
    turn: rota.turn,
    turns_from: rota.turnsFrom,
    hours: rota.hours === null ? null : JSON.stringify(rota.hours),
    week_start: rota.weekStart,
    weekend: JSON.stringify(rota.weekend),
    holidays: JSON.stringify(rota.holidays),
    published_days: rota.publishedDays,
    secondary: rota.secondary,
  }
}

export function memberRows({ rota }: RotaState) {
  return rota.members.map((member, position) => ({
    rota: rota.id,
    position,
    person: member.user,
    joined_at: member.joinedAt,
    left_at: member.leftAt,
    starts_at: member.startsAt,
    credit: JSON.stringify(member.credit),
  }))
}

export function shiftRows({ rota, shifts }: RotaState) {
  return shifts.map((shift) => ({
    rota: rota.id,
    starts_at: shift.start,
    ends_at: shift.end,
    person: shift.user,
    counts_for: shift.countsFor,
    class: shift.class,
    reason: JSON.stringify(shift.reason),
  }))
}

export function rotaFrom(row: Row<'rota'>, stays: Member[]): Rota {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    timeZone: row.time_zone,
    handOverTime: row.hand_over_time,
    turn: row.turn as Rota['turn'],
    turnsFrom: row.turns_from,
    hours: row.hours && hoursFrom(row.hours as unknown as MeantHours),
    weekStart: row.week_start,
    weekend: row.weekend,
    holidays: row.holidays,
    publishedDays: row.published_days,
    secondary: row.secondary as Rota['secondary'],
    members: stays,
  }
}

/** Turns a row read as JSON, where instants are strings, into a row with dates. Columns with instants end alike. */
export function withInstants<Table extends Exclude<keyof Read, 'rota'>>(row: object): Row<Table> {
  const instant = ([name, value]: [string, unknown]) =>
    typeof value === 'string' && /_(at|start)$/.test(name) ? [name, new Date(value)] : [name, value]
  return Object.fromEntries(Object.entries(row).map(instant)) as unknown as Row<Table>
}

/** The keys in one order, since settings are compared as text. */
function hoursFrom({ from, to, days, holidays }: MeantHours): MeantHours {
  return { from, to, days, holidays }
}

/** Of somebody who has never been read, the zone is unknown: the rota's own stands for it. */
export function memberFrom(row: Row<'rota_member'> & { time_zone: string | null }, zone: string): Member {
  return {
    user: row.person,
    joinedAt: row.joined_at,
    leftAt: row.left_at,
    startsAt: row.starts_at,
    credit: { night: 0, ...(row.credit as unknown as Omit<Tally, 'night'>) },
    timeZone: row.time_zone ?? zone,
  }
}

export function shiftFrom(row: Row<'shift'>): Shift {
  const reason = row.reason as unknown as Omit<Reason, 'last'> & { last: string | null }
  return {
    start: row.starts_at,
    end: row.ends_at,
    user: row.person,
    countsFor: row.counts_for,
    class: row.class as TurnClass,
    reason: { ...reason, last: reason.last === null ? null : new Date(reason.last) },
  }
}

export function coverFrom(row: Row<'cover'>): Cover {
  return {
    id: row.id,
    kind: row.kind as Cover['kind'],
    start: row.starts_at,
    end: row.ends_at,
    by: row.asked_by,
    user: row.person,
    takenAt: row.taken_at,
    note: row.note,
  }
}

export function swapFrom(row: Row<'swap'>): Swap {
  return {
    id: row.id,
    from: { user: row.from_person, start: row.from_start },
    to: { user: row.to_person, start: row.to_start },
    status: row.status as Swap['status'],
    expiresAt: row.expires_at,
  }
}

export function awayFrom(row: Row<'away'>): Away {
  return { id: row.id, user: row.person, start: row.starts_at, end: row.ends_at }
}
