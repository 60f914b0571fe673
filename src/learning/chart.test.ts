import { expect, test } from 'vitest'
import { chartOf } from './chart.ts'
import { boundsOf, everyMonth, type Scope, type Statistics } from './statistics.ts'

const scope: Scope = {
  first: Temporal.PlainYearMonth.from('2026-09'),
  months: 3,
  timeZone: 'Europe/Paris',
  squad: '<script>&"\u0000\uD800',
  service: null,
}
const figures = { count: 2, started: 0, toDetect: null, toAcknowledge: 240_000, toResolve: 3_600_000 }
const statistics: Statistics = {
  all: figures,
  bySeverity: [{ ...figures, name: 'P2' }],
  bySquad: [{ ...figures, name: 'payments' }],
  byService: [{ ...figures, name: 'checkout' }],
  byPerson: [
    { name: 'Devon <b>', pages: 12, atNight: 3 },
    { name: 'Mira', pages: 1, atNight: 0 },
  ],
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
})

test('a drawing begins with the first month that had one, and says of an empty one that there was none', () => {
  const { words, svg } = chartOf(scope, statistics)
  expect(words).toContain('Month by month: 2026-10 2, 2026-11 0.')
  expect(svg).not.toContain('2026-09</text>')
  expect(svg).toMatch(/>–<\/text>/)
})

test('severities, squads, times and the load of people are drawn, and told in the same words', () => {
  const { words, svg } = chartOf({ ...scope, squad: null }, statistics)
  for (const told of [
    'By severity: P2 2',
    'By squad: payments 2',
    'Half of them were acknowledged within, from the declaration: 2026-10 4 min, 2026-11 –',
    'Half of them were resolved within, from the declaration: 2026-10 1 h, 2026-11 –',
    'Pages that people had: Devon <b> 12, 3 at night, Mira 1',
  ])
    expect(words).toContain(told)
  for (const drawn of [
    'By severity',
    'By squad',
    '4 min',
    '1 h',
    '12, 3 at night',
    'Devon &lt;b&gt;',
    'Mira',
  ])
    expect(svg).toContain(`>${drawn}</text>`)
  expect(chartOf({ ...scope, months: 1 }, statistics).words).toContain(
    'within, from the declaration: P2 4 min',
  )
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
