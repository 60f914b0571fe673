import fc from 'fast-check'
import { expect, test } from 'vitest'
import { goAway } from './absence.ts'
import { freshRota } from './fresh-rota.ts'
import { Ledger } from './ledger.ts'
import { join } from './membership.ts'
import { publishTurns } from './publish.ts'
import type { RotaState } from './rota.ts'
import { explainTurn } from './why.ts'

const day = 86_400_000
const start = new Date('2026-01-01T08:00:00Z')

function rotaOf(size: number, publishedDays: number): RotaState {
  let state = freshRota({ id: 'geoc', name: 'GEOC', role: 'geoc', publishedDays })
  for (let i = 0; i < size; i++) {
    const joined = join(state, `u${i}`, start)
    if (joined.ok) state = joined.state
  }
  return state
}

test('a year of 33 people differs by one turn and one weekend at most, eleven days apart', () => {
  const year = publishTurns(rotaOf(33, 365), start).state
  const shifts = year.shifts.filter((shift) => +shift.start < +start + 365 * day)
  const ledger = new Ledger(year.rota, shifts)
  const tallies = year.rota.members.map(({ user }) => ledger.tally(user))
  const spread = (counts: number[]) => Math.max(...counts) - Math.min(...counts)
  expect(spread(tallies.map(({ total }) => total))).toBeLessThanOrEqual(1)
  expect(spread(tallies.map(({ weekend }) => weekend))).toBeLessThanOrEqual(1)
  for (const [i, shift] of shifts.entries()) {
    const next = shifts.slice(i + 1).find(({ user }) => user === shift.user)
    if (next) expect((+next.start - +shift.end) / day).toBeGreaterThanOrEqual(11 - 1 / 24)
  }
})

test('people come in a steady order: nobody waits a third longer or shorter than a round for their next turn', () => {
  const { rota, shifts } = publishTurns(rotaOf(33, 365), start).state
  for (const { user } of rota.members) {
    const starts = shifts.filter((shift) => shift.user === user).map((shift) => +shift.start)
    const gaps = starts.slice(1).map((at, i) => Math.round((at - (starts[i] ?? at)) / day))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(22)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(44)
  }
})

test('publishing often or rarely gives the same shifts', () => {
  const once = publishTurns(rotaOf(10, 120), start).state
  let often = rotaOf(10, 60)
  for (let today = 0; today <= 60; today++) often = publishTurns(often, new Date(+start + today * day)).state
  expect(often.publishedUntil).toEqual(once.publishedUntil)
  expect(often.shifts).toEqual(once.shifts)
})

test('nobody has more than a quarter of any 28 days while six can be on call', () => {
  const absence = fc.record({
    who: fc.nat(8),
    first: fc.nat(150),
    length: fc.integer({ min: 1, max: 40 }),
    known: fc.nat(90),
  })
  fc.assert(
    fc.property(fc.array(absence, { maxLength: 10 }), (absences) => {
      let state = rotaOf(9, 60)
      for (let today = 0; today < 150; today += 5) {
        const now = new Date(+start + today * day)
        state = publishTurns(state, now).state
        for (const [i, { who, first, length, known }] of absences.entries()) {
          const said = Math.max(0, first - known)
          if (said < today || said >= today + 5) continue
          const range = {
            start: new Date(+start + first * day),
            end: new Date(+start + (first + length) * day),
          }
          const outcome = goAway(state, `a${i}`, `u${who}`, range, now)
          if (outcome.ok) state = outcome.state
        }
      }
      for (let from = 0; from < 150; from++) {
        const window = { start: new Date(+start + from * day), end: new Date(+start + (from + 28) * day) }
        const missing = state.aways.filter((away) => away.start < window.end && window.start < away.end)
        if (9 - new Set(missing.map(({ user }) => user)).size < 6) continue
        const held = Map.groupBy(
          state.shifts.filter((shift) => shift.start >= window.start && shift.end <= window.end),
          ({ user }) => user,
        )
        for (const shifts of held.values()) expect(shifts.length).toBeLessThanOrEqual(7)
      }
    }),
    { seed: 3, numRuns: 25 },
  )
})

test('a shift says why in one sentence', () => {
  const state = publishTurns(rotaOf(33, 200), start).state
  const sentences = state.shifts.map(
    (shift) => explainTurn(state, shift.start, shift.start, (user) => user)?.sentence,
  )
  expect(sentences[0]).toMatch(/^fewest turns among the \d+ available, and first in line; the first one$/)
  expect(sentences.join('\n')).toMatch(
    /^fewest weekend turns among the \d+ available, and the longest since one; last one \d+ weeks ago$/m,
  )
})
