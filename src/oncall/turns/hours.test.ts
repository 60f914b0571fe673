import { expect, test } from 'vitest'
import { askCover, takeCover } from './cover.ts'
import { freshRota } from './fresh-rota.ts'
import { hours } from './hours.ts'
import { join } from './membership.ts'
import { publishTurns } from './publish.ts'
import type { RotaState } from './rota.ts'

const paris = () => 'Europe/Paris'
const october = new Date('2026-09-30T07:00:00Z')

function rotaOf(...users: string[]): RotaState {
  let state = freshRota({ id: 'geoc', name: 'GEOC', role: 'geoc', holidays: ['2026-10-01'] })
  for (const user of users) {
    const joined = join(state, user, october)
    if (joined.ok) state = joined.state
  }
  return publishTurns(state, october).state
}

test('a month of one person has every hour once, the repeated one included', () => {
  const [ann, ...others] = hours(rotaOf('ann'), '2026-10', paris)
  expect(others).toEqual([])
  expect(ann).toEqual({
    user: 'ann',
    timeZone: 'Europe/Paris',
    total: 31 * 24 + 1,
    day: 21 * 15,
    night: 21 * 9,
    weekend: 9 * 24 + 1,
    holiday: 24,
    turns: 31,
    covers: 0,
  })
})

test('covered hours are those of the person who stood in', () => {
  const state = rotaOf('ann', 'bo')
  const shift = state.shifts.find((each) => each.start >= new Date('2026-10-06T07:00:00Z'))
  if (!shift) throw new Error('no shift')
  const taker = shift.user === 'ann' ? 'bo' : 'ann'
  const end = new Date(+shift.start + 2.5 * 3_600_000)
  const asked = askCover(state, { id: 'c', by: shift.user, start: shift.start, end, note: '' }, october)
  const taken = asked.ok ? takeCover(asked.state, 'c', taker, october) : asked
  if (!taken.ok) throw new Error(taken.reason)
  const of = (when: RotaState) => hours(when, '2026-10', paris).find((row) => row.user === taker)
  expect(of(taken.state)).toMatchObject({
    total: (of(state)?.total ?? 0) + 2.5,
    turns: of(state)?.turns,
    covers: 1,
  })
})

test('nights, weekends and holidays are those of the zone in which the person lives', () => {
  const [ann] = hours(rotaOf('ann'), '2026-10', () => 'Asia/Tokyo')
  // Paris' October begins at seven on Tokyo's holiday and ends at eight on its Sunday, 1 November.
  expect(ann).toEqual({
    user: 'ann',
    timeZone: 'Asia/Tokyo',
    total: 31 * 24 + 1,
    day: 21 * 15,
    night: 21 * 9,
    weekend: 9 * 24 + 8,
    holiday: 17,
    turns: 31,
    covers: 0,
  })
})
