import { z } from 'zod'
import { oneOf } from './one-of.ts'
import { pattern, person } from './person.ts'
import { section } from './section.ts'

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** ISO weekday: Monday is 1. */
const weekday = oneOf(days).transform((day) => days.indexOf(day) + 1)
export const weekdays = z
  .array(weekday)
  .min(1, 'must name at least one day')
  .max(6, 'must leave at least one day')
export const timeOfDay = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as "09:00"')
export const timeZone = z
  .string('must be a time zone such as Europe/Paris')
  .refine(isTimeZone, 'must be a time zone such as Europe/Paris')
const isoDate = pattern(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-12-25').refine(
  isDate,
  'must be a date that exists, such as 2026-12-25',
)
/** The kinds of turns, the shortest first. */
const turnKinds = ['8h', '12h', 'day', 'weekdays-and-weekend', 'week', 'two-weeks'] as const
export type TurnKind = (typeof turnKinds)[number]

/** The second person on call: nobody, or whoever has the next turn. */
const secondaries = ['none', 'next'] as const
export type Secondary = (typeof secondaries)[number]

/** Words of other tools for kinds of turns. */
const turn = oneOf(turnKinds, [
  [/^(2|two).?w|fortnight|bi.?week|14.?d/i, 'Did you mean "two-weeks"?'],
  [
    /office|business|working|^week.?days?$/i,
    'Did you mean day, with hours: { days: […] } or hours: { from, to } beside it?',
  ],
  [/sun|half|twice|night|^12|^twelve/i, 'Did you mean "12h"?'],
  [/^8|^eight|third/i, 'Did you mean "8h"?'],
  [/dai|^24|^1.?d/i, 'Did you mean "day"?'],
  [/^7|^1.?w|^weekly/i, 'Did you mean "week"?'],
  [/weekend/i, 'Did you mean "weekdays-and-weekend"?'],
])

/** The times in which somebody is meant to be on call. At all others nobody is, which is no gap. */
const hours = z.union(
  [
    z.literal('always'),
    section({
      from: timeOfDay.nullable().default(null),
      to: timeOfDay.nullable().default(null),
      days: z.array(weekday).min(1, 'must name at least one day').nullable().default(null),
      holidays: z.boolean().default(false),
    })
      .refine(({ from, to }) => (from === null) === (to === null), 'from and to go together')
      .refine(({ from, to }) => from === null || from !== to, 'from and to must differ'),
  ],
  {
    error: ({ input }) =>
      typeof input === 'object'
        ? undefined
        : 'must be always, or a mapping such as { from: "09:00", to: "18:00", days: [monday, tuesday] }',
  },
)

/** The settings of a rota that a more special place may have, too; null is "as in the general place". */
const special = {
  time_zone: timeZone.nullable().default(null),
  hand_over: timeOfDay.nullable().default(null),
  hours: hours.nullable().default(null),
  turns_from: isoDate.nullable().default(null).describe('A day in the first week of a turn of two weeks.'),
  week_start: weekday.nullable().default(null),
  weekend: weekdays.nullable().default(null),
  holidays: z.array(isoDate).nullable().default(null),
  holidays_file: z.string().nullable().default(null),
  secondary: oneOf(secondaries, [
    [/prev|last|before/i, 'Only the one who comes next can be second: next.'],
    [/true|yes|on/i, 'Did you mean next? Whoever has the next turn is second then.'],
    [/false|no|off/i, 'Did you mean none?'],
  ])
    .nullable()
    .default(null)
    .describe(
      'A second person on call at the same time, whom the ladder asks next: next is whoever has the next turn.',
    ),
  owner: person
    .nullable()
    .default(null)
    .describe('Asked when the person on call is not heard of. A squad without one: its manager.'),
}

function rota(defaultTurn: TurnKind) {
  return section({
    turn: turn.default(defaultTurn),
    ...special,
    usergroup: z.string().nullable().default(null),
  }).prefault({})
}

/** The settings in which a squad's rota differs from `rotas.sem`. */
export const squadRota = section({ turn: turn.nullable().default(null), ...special }).prefault({})

/** The rules for turns. Membership is not policy: people join and leave in Slack. */
export const rotas = section({
  time_zone: timeZone.default('UTC'),
  hand_over: timeOfDay.default('09:00'),
  week_start: weekday.prefault('monday'),
  weekend: weekdays.prefault(['saturday', 'sunday']),
  holidays: z.array(isoDate).default([]),
  holidays_file: z.string().nullable().default(null),
  published_days: z.int().min(1).max(365).default(60),
  geoc: rota('day'),
  im: rota('week'),
  sem: rota('week'),
}).prefault({})

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isDate(text: string): boolean {
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}
