import { expect, test } from 'vitest'
import type { RotaChange, RotaOutcome } from './change.ts'
import { askCover, takeCover } from './cover.ts'
import { enter } from './founding.ts'
import { freshRota } from './fresh-rota.ts'
import { publishTurns } from './publish.ts'
import type { RotaState } from './rota.ts'
import { onCallAt } from './timeline.ts'

const now = new Date('2026-11-23T12:00:00Z')
const later = (hours: number) => new Date(+now + hours * 3_600_000)

function founded(...users: string[]): RotaState {
  let state = publishTurns(freshRota({ id: 'geoc', name: 'GEOC', role: 'geoc' }), now).state
  users.forEach((user, i) => {
    state = publishTurns(done(enter(state, user, later(i))).state, later(i)).state
  })
  return state
}

test('members who join in the first days share all turns, in any order of joining', () => {
  const state = founded('ann', 'bo', 'cy', 'dee')
  const turns = ['ann', 'bo', 'cy', 'dee'].map(
    (user) => state.shifts.filter((one) => one.user === user).length,
  )
  expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1)
})

test('the person on call stays, and only shifts that begin soon are told', () => {
  const before = founded('ann', 'bo')
  const after = done(enter(before, 'cy', later(3)))
  expect(onCallAt(after.state, later(4))?.user).toBe('ann')
  expect(after.moved.every(({ start }) => start < later(3 + 48))).toBe(true)
})

test('shifts that people arranged stay', () => {
  const before = founded('ann', 'bo')
  const shift = before.shifts.find((one) => one.user === 'ann' && one.start > later(48))
  const range = { start: shift?.start ?? now, end: shift?.end ?? now }
  const asked = done(askCover(before, { id: 'c', by: 'ann', note: '', ...range }, later(3))).state
  const covered = done(takeCover(asked, 'c', 'bo', later(3))).state
  const after = done(enter(covered, 'cy', later(4))).state
  expect(after.shifts).toContainEqual(shift)
  expect(onCallAt(after, range.start)?.user).toBe('bo')
})

test('after the first week a newcomer moves nothing', () => {
  const before = publishTurns(founded('ann', 'bo', 'cy'), later(8 * 24)).state
  const after = done(enter(before, 'dee', later(8 * 24)))
  expect(after.state.shifts).toEqual(before.shifts)
})

function done(outcome: RotaOutcome): RotaChange {
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome
}
