import { expect, test } from 'vitest'
import { formatSlackDate, secondsToWallTime, wallTimeToSeconds } from './slack-date.js'

const noon = new Date('2026-11-21T12:00:00Z')

test.each([
  ['{time}', '2026-11-21T11:05:00Z', 'Europe/Paris', '12:05'],
  ['{time}', '2026-11-20T23:05:00Z', 'Europe/Paris', '00:05'],
  ['{date_short_pretty} at {time}', '2026-11-20T23:05:00Z', 'Europe/Paris', 'today at 00:05'],
  ['{date_short_pretty}', '2026-11-20T23:05:00Z', 'America/New_York', 'yesterday'],
  ['{date_num}', '2026-11-20T23:05:00Z', 'Europe/Paris', '2026-11-21'],
  ['{date_long}', '2026-11-19T12:00:00Z', 'UTC', 'Thursday, 19 November 2026'],
  ['{ago}', '2026-11-21T10:00:00Z', 'UTC', '2 hours ago'],
  ['{ago}', '2026-11-21T12:05:00Z', 'UTC', 'in 5 minutes'],
  ['{nonsense} {time}', '2026-11-21T12:05:00Z', 'UTC', '{nonsense} 12:05'],
])('%s of %s in %s is %s', (pattern, at, zone, words) => {
  expect(formatSlackDate(pattern, new Date(at), zone, noon)).toBe(words)
})

test.each([
  ['2026-03-29T01:59', 'Europe/Paris'],
  ['2026-03-29T03:00', 'Europe/Paris'],
  ['2026-10-25T04:00', 'Europe/Paris'],
  ['2026-11-01T00:30', 'America/New_York'],
  ['2026-06-01T09:15', 'Asia/Kolkata'],
])('a wall time of %s in %s comes back unchanged', (wall, zone) => {
  expect(secondsToWallTime(wallTimeToSeconds(wall, zone), zone)).toBe(wall)
})
