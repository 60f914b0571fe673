import { expect, test } from 'vitest'
import { comeBack, daysAway, goAway } from './absence.ts'
import type { RotaChange, RotaOutcome } from './change.ts'
import { askCover, override, takeCover } from './cover.ts'
import { handOvers } from './duty.ts'
import { freshRota } from './fresh-rota.ts'
import { join, leave } from './membership.ts'
import { publishTurns } from './publish.ts'
import { type RotaRefusal, sayRefusal } from './refusal.ts'
import type { RotaState } from './rota.ts'
import { acceptSwap, declineSwap, expireSwaps, offerSwap } from './swap.ts'
import { findGaps, onCallAt } from './timeline.ts'
import { explainTurn } from './why.ts'

const now = new Date('2026-11-02T08:00:00Z')
const days = (count: number) => new Date(+now + count * 86_400_000)
const nameOf = (user: string) => user

function rotaOf(...users: string[]): RotaState {
  const empty = freshRota({ id: 'geoc', name: 'GEOC', role: 'geoc' })
  return publishTurns(
    users.reduce((state, user) => done(join(state, user, now)).state, empty),
    now,
  ).state
}

function done(outcome: RotaOutcome): RotaChange {
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome
}

function said(outcome: RotaOutcome): string {
  expect(outcome.ok).toBe(false)
  return sayRefusal(outcome as RotaRefusal, nameOf)
}

const user = (state: RotaState, at: Date) => onCallAt(state, at)?.user ?? null

test('a rota of none is one long gap, and the first who joins fills it at once', () => {
  const empty = rotaOf()
  expect(findGaps(empty, now, days(3))).toEqual([{ start: now, end: days(3) }])
  const { state, moved, gaps } = done(join(empty, 'ann', now))
  expect(gaps).toEqual([])
  expect(moved).toEqual([{ start: now, end: state.publishedUntil, from: null, to: 'ann' }])
})

test('a rota of one is always that one, with a kind reason', () => {
  const state = rotaOf('ann')
  expect(handOvers(state, days(1), days(50))).toEqual([])
  expect(explainTurn(state, days(9), days(9), nameOf)?.sentence).toContain('the only one available')
})

test('everyone away is a gap that closes when somebody returns', () => {
  const range = { start: days(4), end: days(6) }
  const one = done(goAway(rotaOf('ann', 'bo'), 'a1', 'ann', range, now)).state
  const both = done(goAway(one, 'a2', 'bo', range, now))
  expect(both.gaps).toEqual([range])
  const back = done(comeBack(both.state, 'a1', days(5)))
  expect(back.gaps).toEqual([])
  expect(user(back.state, days(5))).toBe('ann')
  expect(user(back.state, days(4))).toBe(null)
})

test('an absence moves only the shifts of the absent person, and the reason says so', () => {
  const state = rotaOf('ann', 'bo', 'cy', 'dee')
  const shift = state.shifts.find((each) => each.user === 'bo' && each.start > days(3))
  if (!shift) throw new Error('bo has no shift')
  const away = done(goAway(state, 'a', 'bo', shift, now))
  expect(away.moved).toEqual([{ start: shift.start, end: shift.end, from: 'bo', to: expect.any(String) }])
  expect(explainTurn(away.state, shift.start, now, nameOf)?.sentence).toMatch(
    /^bo is away; .*among the \d available/,
  )
})

test('days away are days where the person lives', () => {
  expect(daysAway('2028-02-29', '2028-02-29', 'Asia/Kolkata')).toEqual({
    start: new Date('2028-02-28T18:30:00Z'),
    end: new Date('2028-02-29T18:30:00Z'),
  })
})

test.each([
  [0, 366],
  [300, 30],
])('an absence in %i days of %i days is noted', (start, length) => {
  const range = { start: days(start), end: days(start + length) }
  expect(goAway(rotaOf('ann', 'bo'), 'a', 'ann', range, now).ok).toBe(true)
})

test.each([
  [-30, 400],
  [0, 365 * 30],
  [365 * 30, 1],
])('an absence in %i days of %i days is refused kindly', (start, length) => {
  const range = { start: days(start), end: days(start + length) }
  expect(said(goAway(rotaOf('ann', 'bo'), 'a', 'ann', range, now))).toContain('leaves the rota')
})

test('two people take one cover: the first has it, the second is thanked', () => {
  const state = rotaOf('ann', 'bo', 'cy')
  const shift = state.shifts[4]
  if (!shift) throw new Error('no shift')
  const [first = '', second = ''] = ['ann', 'bo', 'cy'].filter((each) => each !== shift.user)
  const hours = { start: new Date(+shift.start + 3_600_000), end: new Date(+shift.start + 3 * 3_600_000) }
  const asked = done(askCover(state, { id: 'c', by: shift.user, ...hours, note: '' }, now)).state
  expect(user(asked, hours.start)).toBe(shift.user)
  const taken = done(takeCover(asked, 'c', first, now))
  expect(taken.moved).toEqual([{ ...hours, from: shift.user, to: first }])
  expect([user(taken.state, hours.start), user(taken.state, hours.end)]).toEqual([first, shift.user])
  expect(said(takeCover(taken.state, 'c', second, now))).toBe(
    `Thank you! ${first} was a moment faster and has this one.`,
  )
  expect(said(askCover(taken.state, { id: 'd', by: shift.user, ...hours, note: '' }, now))).toMatch(
    /not on call/,
  )
  expect(taken.state.shifts).toEqual(state.shifts)
})

test('a cover outlives the absence of the person covered, and falls back when the taker goes away', () => {
  const state = rotaOf('ann', 'bo', 'cy')
  const shift = state.shifts.find((each) => each.user === 'ann' && each.start > days(2))
  if (!shift) throw new Error('no shift')
  const asked = done(
    askCover(state, { id: 'c', by: 'ann', start: shift.start, end: shift.end, note: '' }, now),
  ).state
  const covered = done(takeCover(asked, 'c', 'bo', now)).state
  const away = done(goAway(covered, 'a', 'ann', shift, now))
  expect(away.moved).toEqual([])
  const both = done(goAway(away.state, 'b', 'bo', shift, now))
  expect(both.moved).toMatchObject([{ from: 'bo', to: 'cy' }])
})

test('a swap moves both shifts, leaves what they count for, and waits for the right person', () => {
  const { state, mine, theirs } = offered()
  expect(said(acceptSwap(state, 's', 'ann', now))).toBe('Only bo can answer this one.')
  const swapped = done(acceptSwap(state, 's', 'bo', now)).state
  expect([user(swapped, mine), user(swapped, theirs)]).toEqual(['bo', 'ann'])
  expect(onCallAt(swapped, mine)?.shift?.countsFor).toBe('ann')
  expect(said(acceptSwap(swapped, 's', 'bo', now))).toBe('This swap has been answered already.')
})

test('a traded shift given up again counts for the person who worked', () => {
  const { state, mine, theirs } = offered()
  const swapped = done(acceptSwap(state, 's', 'bo', now)).state
  const away = done(goAway(swapped, 'a', 'bo', { start: mine, end: new Date(+mine + 1) }, now)).state
  expect(onCallAt(away, theirs)?.shift).toMatchObject({ user: 'ann', countsFor: 'ann' })
})

test.each([
  ['who offered', 'ann'],
  ['who was asked', 'bo'],
])('a swap where %s has left is refused kindly', (_, leaver) => {
  const left = done(leave(offered().state, leaver, now)).state
  expect(said(acceptSwap(left, 's', 'bo', now))).toBe(
    `${leaver} has left this rota, so there is nobody to trade with any more. Ask for cover instead.`,
  )
})

test('offers can be declined, and run out', () => {
  const { state } = offered()
  const declined = done(declineSwap(state, 's', 'bo')).state
  expect(said(acceptSwap(declined, 's', 'bo', now))).toMatch(/answered already/)
  const late = expireSwaps(state, days(9)).state
  expect(said(acceptSwap(late, 's', 'bo', days(9)))).toMatch(/run out/)
})

test('an override wins over everything, with its reason', () => {
  const state = rotaOf('ann', 'bo')
  const order = {
    id: 'o',
    user: 'zoe',
    by: 'ann',
    start: days(2),
    end: days(3),
    reason: 'knows the migration',
  }
  expect(said(override(state, { ...order, reason: ' ' }, now))).toMatch(/say why/)
  const decided = done(override(state, order, now)).state
  expect(explainTurn(decided, days(2), now, nameOf)?.sentence).toBe('ann decided so: knows the migration')
  expect(user(done(leave(decided, 'zoe', now)).state, days(2))).not.toBe('zoe')
})

test('a newcomer starts at the floor of the mean, after the published days', () => {
  const before = rotaOf('ann', 'bo', 'cy', 'dee')
  const { state, moved } = done(join(before, 'eli', now))
  expect(moved).toEqual([])
  expect(state.rota.members.at(-1)).toMatchObject({ startsAt: before.publishedUntil, credit: { total: 15 } })
  const later = publishTurns(state, days(30)).state
  const first = later.shifts.find((shift) => shift.user === 'eli')
  expect(+(first?.start ?? 0)).toBeGreaterThanOrEqual(+(before.publishedUntil ?? 0))
})

test('publishing again changes nothing', () => {
  const state = rotaOf('ann', 'bo', 'cy')
  expect(publishTurns(state, now).state).toEqual(state)
})

function offered() {
  const state = rotaOf('ann', 'bo', 'cy', 'dee')
  const ahead = (who: string) =>
    state.shifts.find((each) => each.user === who && each.start > days(4))?.start ?? now
  const [mine, theirs] = [ahead('ann'), ahead('bo')]
  return { state: done(offerSwap(state, { id: 's', from: 'ann', mine, theirs }, now)).state, mine, theirs }
}
