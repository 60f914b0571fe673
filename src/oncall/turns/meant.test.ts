/** Rotas that mean nobody at some times: that is no gap, and moves nobody. */
import { expect, test } from 'vitest'
import { resetRota } from '../policy-rotas.ts'
import { daysAway, goAway } from './absence.ts'
import type { RotaChange, RotaOutcome } from './change.ts'
import { askCover, override, takeCover } from './cover.ts'
import { dutyAt, handOvers } from './duty.ts'
import { freshRota } from './fresh-rota.ts'
import { hours } from './hours.ts'
import { meantIn, nextQuietChange, quietUntil } from './meant.ts'
import { join } from './membership.ts'
import { publishTurns } from './publish.ts'
import type { Rota, RotaState } from './rota.ts'
import { acceptSwap, offerSwap } from './swap.ts'
import { findGaps, isOnCall, onCallAt, turnTimeline } from './timeline.ts'

const day = 86_400_000
const office = { from: '09:00', to: '18:00', days: [1, 2, 3, 4, 5], holidays: false }
const weekdays = { from: null, to: null, days: [1, 2, 3, 4, 5], holidays: false }
/** A Monday morning in Paris. */
const now = new Date('2026-11-02T08:00Z')
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/Paris')
const instant = (text: string) => new Date(at(text).epochMilliseconds)
const wall = (when: Date) =>
  when
    .toTemporalInstant()
    .toZonedDateTimeISO('Europe/Paris')
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

function rotaOf(settings: Partial<Rota>, users = ['ann', 'bo', 'cy']): RotaState {
  const empty = freshRota({ id: 'r', name: 'R', role: 'im', publishedDays: 30, ...settings })
  return publishTurns(
    users.reduce((state, user) => done(join(state, user, now)).state, empty),
    now,
  ).state
}

function done(outcome: RotaOutcome): RotaChange {
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome
}

const until = (state: RotaState) => state.publishedUntil ?? now

test.each([
  ['office hours', office, ['2026-11-05T09:00 2026-11-05T18:00', '2026-11-06T09:00 2026-11-06T18:00']],
  ['weekdays', weekdays, ['2026-11-05T00:00 2026-11-07T09:00']],
  [
    'nights',
    { ...office, from: '22:00', to: '06:00' },
    [
      '2026-11-05T00:00 2026-11-05T06:00',
      '2026-11-05T22:00 2026-11-06T06:00',
      '2026-11-06T22:00 2026-11-07T06:00',
    ],
  ],
])('%s mean somebody on their days only', (_, meant, expected) => {
  const { rota } = freshRota({ id: 'r', name: 'R', role: 'im', hours: meant })
  const parts = meantIn(rota, { start: instant('2026-11-05T00:00'), end: instant('2026-11-08T00:00') })
  expect(parts.map(({ start, end }) => `${wall(start)} ${wall(end)}`)).toEqual(expected)
})

test('holidays are quiet, unless the policy says that they are not', () => {
  const settings = { id: 'r', name: 'R', role: 'im', holidays: ['2026-11-11'] }
  const range = { start: instant('2026-11-11T00:00'), end: instant('2026-11-12T00:00') }
  expect(meantIn(freshRota({ ...settings, hours: office }).rota, range)).toEqual([])
  expect(meantIn(freshRota({ ...settings, hours: { ...office, holidays: true } }).rota, range)).toHaveLength(
    1,
  )
})

test.each([['day'], ['week'], ['two-weeks'], ['weekdays-and-weekend'], ['12h']] as const)(
  'turns of a %s in office hours leave no gap, and nobody is on call outside them',
  (turn) => {
    const state = rotaOf({ turn, hours: office })
    expect(findGaps(state, now, until(state))).toEqual([])
    expect(onCallAt(state, instant('2026-11-03T11:00'))).not.toBeNull()
    expect(onCallAt(state, instant('2026-11-03T20:00'))).toBeNull()
    expect(onCallAt(state, instant('2026-11-07T11:00'))).toBeNull()
    expect(state.shifts.every(({ start, end }) => meantIn(state.rota, { start, end }).length > 0)).toBe(true)
  },
)

test('quiet time is no hand-over: a week has one, and after it the note goes to the next', () => {
  const state = rotaOf({ turn: 'week', hours: office })
  const [first, second] = state.shifts
  expect(handOvers(state, now, instant('2026-11-10T00:00'))).toEqual([
    { at: now, outgoing: null, incoming: first?.user },
    { at: instant('2026-11-09T09:00'), outgoing: first?.user, incoming: second?.user },
  ])
})

test('in quiet time nobody is on call, and the one who goes on is next', () => {
  const state = rotaOf({ turn: 'week', hours: office })
  const evening = instant('2026-11-03T20:00')
  const [morning, user] = [instant('2026-11-04T09:00'), state.shifts[0]?.user]
  expect(dutyAt(state, evening)).toMatchObject({
    current: null,
    next: { user, start: morning },
    quietUntil: morning,
  })
  expect(dutyAt(state, morning)).toMatchObject({ current: { user }, quietUntil: null })
  expect(quietUntil(state.rota, morning)).toBeNull()
  expect([nextQuietChange(state.rota, evening), nextQuietChange(state.rota, morning)]).toEqual([
    morning,
    instant('2026-11-04T18:00'),
  ])
})

test('an absence in quiet time moves nobody, and does not keep anybody from a swap', () => {
  const state = rotaOf({ turn: 'two-weeks', hours: weekdays, publishedDays: 60 })
  const [mine, theirs] = state.shifts.filter(({ start }) => start > now)
  if (!mine || !theirs) throw new Error('no shifts')
  let away: Pick<RotaChange, 'state' | 'moved' | 'gaps'> = { state, moved: [], gaps: [] }
  for (const shift of [mine, theirs])
    for (const user of [mine.user, theirs.user]) {
      // The Sunday in the midst of the turn is quiet as a whole.
      const sunday = wall(new Date(+shift.start + 6 * day)).slice(0, 10)
      const id = `${sunday} ${user}`
      away = done(goAway(away.state, id, user, daysAway(sunday, sunday, 'Europe/Paris'), now))
      expect([away.moved, away.gaps, away.state.shifts]).toEqual([[], [], state.shifts])
    }
  const offer = { id: 's', from: mine.user, mine: mine.start, theirs: theirs.start }
  expect(acceptSwap(done(offerSwap(away.state, offer, now)).state, 's', theirs.user, now).ok).toBe(true)
})

test('everybody away for a week of office hours is one gap, not five', () => {
  const week = { start: instant('2026-11-09T00:00'), end: instant('2026-11-14T00:00') }
  const state = ['ann', 'bo', 'cy'].reduce(
    (before, user) => done(goAway(before, user, user, week, now)).state,
    rotaOf({ turn: 'day', hours: office }),
  )
  expect(findGaps(state, now, until(state))).toEqual([
    { start: instant('2026-11-09T09:00'), end: instant('2026-11-13T18:00') },
  ])
})

test('cover of a week is for its hours; a decision for quiet time holds in it', () => {
  const state = rotaOf({ turn: 'week', hours: office })
  const [shift] = state.shifts
  if (!shift) throw new Error('no shift')
  const other = ['ann', 'bo', 'cy'].find((user) => user !== shift.user) ?? ''
  const asked = done(
    askCover(state, { id: 'c', by: shift.user, start: now, end: shift.end, note: '' }, now),
  ).state
  const covered = done(takeCover(asked, 'c', other, now)).state
  expect(isOnCall(covered, other, { start: now, end: shift.end })).toBe(true)
  expect(onCallAt(covered, instant('2026-11-03T20:00'))).toBeNull()

  const order = { id: 'o', user: other, by: other, reason: 'the migration' }
  const saturday = { start: instant('2026-11-07T10:00'), end: instant('2026-11-07T16:00') }
  const decided = done(override(state, { ...order, ...saturday }, now)).state
  expect(onCallAt(decided, instant('2026-11-07T11:00'))?.user).toBe(other)
  const long = { start: instant('2026-11-03T09:00'), end: instant('2026-11-05T18:00') }
  const days = done(override(state, { ...order, ...long }, now)).state
  expect(onCallAt(days, instant('2026-11-04T11:00'))?.user).toBe(other)
  expect(onCallAt(days, instant('2026-11-03T23:00'))).toBeNull()
})

test('hours on call are those in which somebody was meant to be', () => {
  const state = rotaOf({ turn: 'week', hours: office }, ['ann'])
  expect(hours(state, '2026-11', () => 'Europe/Paris')).toMatchObject([
    { total: 21 * 9, day: 21 * 9, night: 0 },
  ])
})

test('new hours move nobody: each keeps their turns, and only the time around them changes', () => {
  const state = rotaOf({ turn: 'week' })
  const asOffice = done(resetRota(state, { ...state.rota, hours: office }, now)).state
  const users = (of: RotaState) => of.shifts.map(({ start, user }) => `${wall(start)} ${user}`)
  expect(users(asOffice)).toEqual(users(state))
  expect(findGaps(asOffice, now, until(asOffice))).toEqual([])
  expect(onCallAt(asOffice, instant('2026-11-03T20:00'))).toBeNull()
  const back = done(resetRota(asOffice, { ...asOffice.rota, hours: null }, now)).state
  expect(findGaps(back, now, until(back))).toEqual([])
  const days = (of: RotaState) =>
    [3, 10, 17, 24].map((day) => onCallAt(of, instant(`2026-11-${String(day).padStart(2, '0')}T11:00`))?.user)
  expect(days(back)).toEqual(days(state))
})

test('without hours any more, those who had the week have its nights and weekend as well', () => {
  const state = rotaOf({ turn: 'week', hours: office })
  const always = done(resetRota(state, { ...state.rota, hours: null }, now)).state
  const shifts = ['2026-11-11T11:00', '2026-11-11T23:00', '2026-11-14T11:00'].map(
    (at) => onCallAt(always, instant(at))?.shift,
  )
  expect(new Set(shifts).size).toBe(1)
  expect(shifts[0]?.user).toBe(onCallAt(state, instant('2026-11-11T11:00'))?.user)
  expect(findGaps(always, now, until(always))).toEqual([])
})

test('another first day of the week keeps everybody’s weeks, and what has begun ends as promised', () => {
  const state = rotaOf({ turn: 'week' })
  const { state: moved } = done(resetRota(state, { ...state.rota, weekStart: 3 }, now))
  const thursdays = (of: RotaState) =>
    ['05', '12', '19', '26'].map((day) => onCallAt(of, instant(`2026-11-${day}T11:00`))?.user)
  expect(thursdays(moved)).toEqual(thursdays(state))
  expect(turnTimeline(moved, now, until(moved))[0]?.end).toEqual(instant('2026-11-09T09:00'))
  expect(findGaps(moved, now, until(moved))).toEqual([])
})

test('publishing day by day in quiet hours gives the same shifts as at once', () => {
  const settings = { turn: 'day', hours: office, publishedDays: 60 } as const
  const once = rotaOf(settings)
  let often = rotaOf({ ...settings, publishedDays: 1 })
  for (let hour = 0; hour <= 59 * 24; hour += 7)
    often = publishTurns(often, new Date(+now + hour * 3_600_000)).state
  const common = once.shifts.filter(({ start }) => start < until(often))
  expect(often.shifts.slice(0, common.length)).toEqual(common)
})
