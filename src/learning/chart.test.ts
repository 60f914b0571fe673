import { expect, test } from 'vitest'
import { chartOf } from './chart.ts'
import { boundsOf, everyMonth, type Scope, type Statistics } from './statistics.ts'

const scope: Scope = {
  first: Temporal.PlainYearMonth.from('2026-09'),
  months: 3,
  timeZone: 'Europe/Paris',
  squad: '<script>&"\u0000\uD800',
}
const figures = { count: 2, started: 0, toDetect: null, toAcknowledge: null, toResolve: 60_000 }
const statistics: Statistics = {
  all: figures,
  bySeverity: [],
  bySquad: [],
  byMonth: everyMonth(scope, [{ name: '2026-10', ...figures }]),
  inStatus: [],
  postmortems: { done: 0, of: 0 },
  actions: { closed: 0, of: 0 },
}

test('every month has its place, also without an incident', () => {
  expect(statistics.byMonth.map(({ name, count }) => [name, count])).toEqual([
    ['2026-09', 0],
    ['2026-10', 2],
    ['2026-11', 0],
  ])
  expect(chartOf(scope, statistics).words).toContain('2026-09 0, 2026-10 2, 2026-11 0')
})

test('a month begins and ends in the zone of the person who asks', () => {
  const { from, to } = boundsOf(scope)
  expect(from.toISOString()).toBe('2026-08-31T22:00:00.000Z')
  expect(to.toISOString()).toBe('2026-11-30T23:00:00.000Z')
})

test('names stay text in the drawing', () => {
  const { svg } = chartOf(scope, statistics)
  expect(svg).toContain('of &lt;script&gt;&amp;&quot;\uFFFD</text>')
  expect(svg).not.toMatch(/<script|\p{Cs}/u)
})
