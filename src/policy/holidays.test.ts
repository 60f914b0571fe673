import { expect, test } from 'vitest'
import { readHolidays, UnreadableHolidays } from './holidays.ts'

const calendar = (...events: string[][]): string =>
  [
    'BEGIN:VCALENDAR',
    ...events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n')
const christmas = 'DTSTART;VALUE=DATE:20261225'

test.each([
  ['one day', [christmas], ['2026-12-25']],
  ['one day with its end', [christmas, 'DTEND;VALUE=DATE:20261226'], ['2026-12-25']],
  ['several days', [christmas, 'DTEND;VALUE=DATE:20261228'], ['2026-12-25', '2026-12-26', '2026-12-27']],
  ['a duration', [christmas, 'DURATION:P2D'], ['2026-12-25', '2026-12-26']],
  ['folded lines', ['DTSTART;VALU', ' E=DATE:2026', '\t1225', 'SUMMARY:Chr', ' istmas: off'], ['2026-12-25']],
  [
    'every year, three times',
    [christmas, 'RRULE:FREQ=YEARLY;COUNT=3'],
    ['2026-12-25', '2027-12-25', '2028-12-25'],
  ],
  [
    'every year until, but one',
    [
      christmas,
      'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25;UNTIL=20281225T000000Z',
      'EXDATE;VALUE=DATE:20271225',
    ],
    ['2026-12-25', '2028-12-25'],
  ],
  [
    'a leap day',
    ['DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY;UNTIL=20330101'],
    ['2024-02-29', '2028-02-29', '2032-02-29'],
  ],
  ['a cancelled one', [christmas, 'STATUS:CANCELLED'], []],
  ['an alarm inside', [christmas, 'BEGIN:VALARM', 'DURATION:PT15M', 'END:VALARM'], ['2026-12-25']],
])('%s', (_, event, dates) => {
  expect(readHolidays(calendar(event))).toEqual(dates)
})

test('dates come in order and once, and a year without end has a last one', () => {
  const dates = readHolidays(calendar([christmas], [christmas, 'RRULE:FREQ=YEARLY'], ['DTSTART:20260101']))
  expect([dates[0], dates[1], dates.at(-1), dates.length]).toEqual([
    '2026-01-01',
    '2026-12-25',
    '2100-12-25',
    76,
  ])
})

test.each([
  ['another file', 'not a calendar', 'it is not an iCalendar file'],
  ['a cut one', calendar([christmas]).slice(0, -20), 'it is cut off'],
  ['no date', calendar(['SUMMARY:x']), 'line 2: the event has no DTSTART'],
  ['a time', calendar(['DTSTART:20261225T090000Z']), 'line 3: DTSTART must be a whole day'],
  ['a day that is not', calendar(['DTSTART;VALUE=DATE:20260231']), 'line 3: DTSTART must be a whole day'],
  ['an end before', calendar([christmas, 'DTEND;VALUE=DATE:20261225']), 'line 4: a holiday lasts 1 to 31'],
  ['a rule we cannot keep', calendar([christmas, 'RRULE:FREQ=YEARLY;BYDAY=1MO']), 'line 4: only FREQ=YEARLY'],
  ['every second year', calendar([christmas, 'RRULE:FREQ=YEARLY;INTERVAL=2']), 'line 4: only FREQ=YEARLY'],
])('%s is refused by its line', (_, text, words) => {
  expect(() => readHolidays(text)).toThrow(UnreadableHolidays)
  expect(() => readHolidays(text)).toThrow(words)
})
