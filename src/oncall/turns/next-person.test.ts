import { expect, test } from 'vitest'
import { freshRota } from './fresh-rota.ts'
import { Ledger } from './ledger.ts'
import { nextPerson } from './next-person.ts'
import type { Shift } from './rota.ts'

const day = 86_400_000
const dayOf = (n: number): Date => new Date(Date.UTC(2026, 0, 1, 8) + n * day)
const { rota } = freshRota({ id: 'geoc', name: 'GEOC', role: 'geoc' })
const reason: Shift['reason'] = {
  available: 1,
  resting: 0,
  by: 'alone',
  turns: 0,
  last: null,
  relaxed: null,
  instead: null,
}

function chosen(turnsOf: Record<string, number[]>, awayFrom: Record<string, number> = {}) {
  const shifts = Object.entries(turnsOf).flatMap(([user, days]) =>
    days.map((n): Shift => {
      return { user, countsFor: user, class: 'weekday', reason, start: dayOf(n), end: dayOf(n + 1) }
    }),
  )
  const members = Object.keys(turnsOf).map((user) => {
    const credit = { total: 0, weekend: 0, holiday: 0, night: 0 }
    return { user, joinedAt: dayOf(0), leftAt: null, startsAt: dayOf(0), credit, timeZone: rota.timeZone }
  })
  const turn = { start: dayOf(50), end: dayOf(51), class: 'weekday' as const }
  const able = members.map(({ user }) => ({ user, until: +dayOf(awayFrom[user] ?? 80), night: false }))
  const { user, reason: why } = nextPerson(
    new Ledger({ ...rota, members }, shifts),
    { size: 33, length: day },
    turn,
    able,
  )
  return `${user}, ${why.by}`
}

test.each([
  ['fewest in total', chosen({ ann: [5, 30], bo: [20] }), 'bo, total'],
  ['a turn to come counts for less the later it comes', chosen({ ann: [9, 64], bo: [9, 90] }), 'bo, total'],
  ['a turn to come counts for less than one had', chosen({ ann: [9, 30], bo: [9, 90] }), 'bo, total'],
  ['away soonest among equals', chosen({ ann: [9], bo: [30] }, { bo: 60 }), 'bo, away-soon'],
  ['longest ago among equals', chosen({ ann: [30], bo: [9] }), 'bo, longest-ago'],
  ['rest before fairness', chosen({ ann: [1, 9], bo: [45] }), 'ann, alone'],
])('%s', (_, found, expected) => {
  expect(found).toBe(expected)
})
