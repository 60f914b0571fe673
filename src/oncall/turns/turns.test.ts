import { expect, test } from 'vitest'
import { freshRota } from './fresh-rota.ts'
import { turnsBetween } from './turns.ts'

const rota = (settings: object) => freshRota({ id: 'r', name: 'R', role: 'geoc', ...settings }).rota
const wall = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    at,
  )

test.each([
  ['Europe/Paris', 23, 25],
  ['America/New_York', 23, 25],
  ['Australia/Lord_Howe', 23.5, 24.5],
  ['Asia/Kolkata', 24, 24],
])('%s hands over at nine all year, in turns of %d to %d hours', (timeZone, shortest, longest) => {
  const turns = turnsBetween(rota({ timeZone }), new Date('2026-01-01T12:00Z'), new Date('2027-01-01T12:00Z'))
  expect(new Set(turns.map(({ start }) => wall(start, timeZone)))).toEqual(new Set(['09:00']))
  const lengths = turns.map(({ start, end }) => (+end - +start) / 3_600_000)
  expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([shortest, longest])
})

test.each([
  [
    'a skipped time is taken right after the skip',
    'Europe/Paris',
    '02:30',
    '2026-03-29',
    '2026-03-29T01:30:00.000Z',
  ],
  [
    'a doubled time is taken the first time',
    'Europe/Paris',
    '02:30',
    '2026-10-25',
    '2026-10-25T00:30:00.000Z',
  ],
  ['a skip of half an hour', 'Australia/Lord_Howe', '02:15', '2026-10-04', '2026-10-03T15:45:00.000Z'],
  ['half an hour doubled', 'Australia/Lord_Howe', '01:45', '2026-04-05', '2026-04-04T14:45:00.000Z'],
])('%s', (_, timeZone, handOverTime, date, expected) => {
  const noon = new Date(`${date}T12:00Z`)
  const starts = turnsBetween(rota({ timeZone, handOverTime }), new Date(+noon - 2 * 86_400_000), noon)
  expect(starts.map(({ start }) => start.toISOString())).toContain(expected)
})

test('a leap day is a day like any other', () => {
  const turns = turnsBetween(rota({}), new Date('2028-02-28T08:00Z'), new Date('2028-03-01T08:00Z'))
  expect(turns.map(({ start }) => start.toISOString().slice(0, 10))).toEqual(['2028-02-28', '2028-02-29'])
})

test('a date its zone skipped altogether has no turn', () => {
  const samoa = rota({ timeZone: 'Pacific/Apia' })
  const turns = turnsBetween(samoa, new Date('2011-12-28T20:00Z'), new Date('2012-01-01T00:00Z'))
  expect(turns.every(({ start, end }) => +end - +start === 86_400_000)).toBe(true)
})

test.each([
  ['week', { turn: 'week', weekStart: 3 }, ['Wed weekday', 'Wed weekday']],
  ['weekdays and weekend', { turn: 'weekdays-and-weekend' }, ['Sat weekend', 'Mon weekday', 'Sat weekend']],
  [
    'a weekend on Friday and Saturday',
    { turn: 'weekdays-and-weekend', weekend: [5, 6] },
    ['Sun weekday', 'Fri weekend'],
  ],
  [
    'a week with a holiday',
    { turn: 'week', weekStart: 3, holidays: ['2026-11-11'] },
    ['Wed weekday', 'Wed holiday'],
  ],
])('%s', (_, settings, expected) => {
  const turns = turnsBetween(rota(settings), new Date('2026-11-08T12:00Z'), new Date('2026-11-14T12:00Z'))
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'Europe/Paris' })
  expect(turns.map(({ start, class: kind }) => `${day.format(start)} ${kind}`)).toEqual(expected)
})
