import { z } from 'zod'
import { pattern } from './person.ts'
import { section } from './section.ts'

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** ISO weekday: Monday is 1. */
const weekday = z.enum(days).transform((day) => days.indexOf(day) + 1)
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
const turn = z.enum(['day', 'week', 'weekdays-and-weekend'])

function rota(defaultTurn: z.output<typeof turn>) {
  return section({
    turn: turn.default(defaultTurn),
    time_zone: timeZone.nullable().default(null),
    hand_over: timeOfDay.nullable().default(null),
    usergroup: z.string().nullable().default(null),
  }).prefault({})
}

/** The settings in which a squad's rota differs from `rotas.sem`. */
export const squadRota = section({
  turn: turn.nullable().default(null),
  time_zone: timeZone.nullable().default(null),
  hand_over: timeOfDay.nullable().default(null),
}).prefault({})

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
