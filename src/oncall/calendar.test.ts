import { expect, test } from 'vitest'
import { calendarText } from './calendar.ts'

const start = new Date('2026-11-02T08:00:00Z')
const end = new Date('2026-11-03T08:00:00Z')
const event = { uid: 'geoc-1@muster', start, end, summary: 'On call', description: '' }

test('times are in UTC and lines end as the format wants', () => {
  const text = calendarText('GEOC', [event], new Date('2026-11-01T09:30:00Z'))
  expect(text).toContain(
    'UID:geoc-1@muster\r\nDTSTAMP:20261101T093000Z\r\nDTSTART:20261102T080000Z\r\nDTEND:20261103T080000Z\r\n',
  )
  expect(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true)
  expect(text.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true)
})

test.each([
  ['a; b, c\\d', 'a\\; b\\, c\\\\d'],
  ['two\r\nlines\nand more', 'two\\nlines\\nand more'],
  ['a\u0007bell', 'abell'],
  ['a\tb\u2028c\u0085\u202Ed\uFEFF\uD800', 'a b\\ncd\uFFFD'],
])('%j is written %j', (summary, expected) => {
  expect(calendarText('GEOC', [{ ...event, summary }], start)).toContain(`SUMMARY:${expected}\r\n`)
})

test('a name of a calendar cannot end its line either', () => {
  const text = calendarText('GEOC\u2028\u0000END:VCALENDAR', [event], start)
  expect(text).toContain('X-WR-CALNAME:GEOC\\nEND:VCALENDAR\r\n')
})

test('long lines are folded at 75 octets, between characters', () => {
  const summary = 'Astreinte générale 🚒 '.repeat(20).trim()
  const lines = calendarText('GEOC', [{ ...event, summary }], start).split('\r\n')
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
  expect(lines.join('\r\n').replaceAll('\r\n ', '')).toContain(`SUMMARY:${summary}`)
})

test('a feed without turns is a calendar all the same, which has to hold something', () => {
  const text = calendarText('GEOC', [], start)
  const opened = [...text.matchAll(/^BEGIN:(.*)\r$/gm)].map(([, name]) => name)
  const closed = [...text.matchAll(/^END:(.*)\r$/gm)].map(([, name]) => name)
  expect(opened).toEqual(['VCALENDAR', 'VTIMEZONE', 'STANDARD'])
  expect(closed).toEqual(opened.toReversed())
})
