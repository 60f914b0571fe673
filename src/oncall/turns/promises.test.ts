import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comeBack, goAway } from './absence.ts'
import type { RotaChange, RotaOutcome } from './change.ts'
import { askCover, override, takeCover } from './cover.ts'
import { enter } from './founding.ts'
import { freshRota } from './fresh-rota.ts'
import { join, leave } from './membership.ts'
import { publishTurns } from './publish.ts'
import type { RotaState } from './rota.ts'
import { acceptSwap, offerSwap } from './swap.ts'
import { turnTimeline } from './timeline.ts'

const hour = 3_600_000
const users = ['ann', 'bo', 'cy', 'dee', 'eli', 'flo', 'gus', 'hal']

const step = fc.record({
  wait: fc.integer({ min: 0, max: 500 }),
  verb: fc.constantFrom(
    'join',
    'enter',
    'leave',
    'away',
    'away',
    'back',
    'cover',
    'take',
    'swap',
    'accept',
    'override',
  ),
  who: fc.constantFrom(...users),
  pick: fc.nat(),
  from: fc.integer({ min: -48, max: 1000 }),
  hours: fc.integer({ min: 1, max: 400 }),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const story = fc.record({
  timeZone: fc.constantFrom('Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'),
  handOverTime: fc.constantFrom('09:00', '00:00', '02:15', '02:30', '01:45'),
  turn: fc.constantFrom('day', 'week', 'weekdays-and-weekend'),
  start: fc.integer({ min: 0, max: 800 * 24 }),
  size: fc.integer({ min: 0, max: users.length }),
  steps: fc.array(step, { minLength: 1, maxLength: 14 }),
})

test('after any acts one person is on call whenever anyone can be, nobody away is, and the past stays', () => {
  fc.assert(
    fc.property(story, ({ start, size, steps, timeZone, handOverTime, turn }) => {
      let now = new Date(Date.UTC(2026, 0, 1) + start * hour)
      let state = freshRota({
        id: 'geoc',
        name: 'GEOC',
        role: 'geoc',
        timeZone,
        handOverTime,
        turn,
        publishedDays: 40,
      })
      for (const user of users.slice(0, size)) state = must(join(state, user, now)).state
      state = publishTurns(state, now).state
      steps.forEach((each, i) => {
        now = new Date(+now + each.wait * hour)
        const published = publishTurns(state, now).state
        checkPast(state, published, now)
        const outcome = take(published, each, `id${i}`, now)
        if (outcome.ok) {
          checkPast(published, outcome.state, now)
          if (each.verb !== 'enter') {
            checkFew(published, outcome.state, now, each)
            checkTold(published, outcome, now)
          }
        }
        state = outcome.ok ? outcome.state : published
        checkCovered(state, now)
      })
    }),
    { seed: 20261121, numRuns: 120 },
  )
})

function take(state: RotaState, { verb, who, pick, from, hours }: Step, id: string, now: Date): RotaOutcome {
  const start = new Date(+now + from * hour)
  const range = { start, end: new Date(+start + hours * hour) }
  const ahead = turnTimeline(state, now, state.publishedUntil ?? now)
  const some = ahead[pick % Math.max(1, ahead.length)]
  switch (verb) {
    case 'join':
      return join(state, who, now)
    case 'enter':
      return enter(state, who, now)
    case 'leave':
      return leave(state, who, now)
    case 'away':
      return goAway(state, id, who, range, now)
    case 'back':
      return comeBack(state, state.aways[pick % Math.max(1, state.aways.length)]?.id ?? '', now)
    case 'cover': {
      if (!some) return askCover(state, { id, by: who, ...range, note: '' }, now)
      const asked = askCover(
        state,
        { id, by: some.user, start: some.start, end: some.end, note: 'dentist' },
        now,
      )
      return asked.ok ? takeCover(asked.state, id, who, now) : asked
    }
    case 'take':
      return takeCover(state, state.covers[pick % Math.max(1, state.covers.length)]?.id ?? '', who, now)
    case 'swap': {
      const [mine, theirs] = [
        state.shifts[pick % Math.max(1, state.shifts.length)],
        state.shifts.at(-1 - (pick % 5)),
      ]
      if (!mine || !theirs) return { ok: false, reason: 'shift-moved', who: null }
      return offerSwap(state, { id, from: mine.user, mine: mine.start, theirs: theirs.start }, now)
    }
    case 'accept': {
      const swap = state.swaps.at(-1)
      return acceptSwap(state, swap?.id ?? '', swap?.to.user ?? who, now)
    }
    case 'override':
      return override(state, { id, user: who, by: 'boss', ...range, reason: 'needed' }, now)
  }
}

/** Checks just after every instant at which anything begins or ends. */
function checkCovered(state: RotaState, now: Date): void {
  const until = state.publishedUntil
  if (!until || until <= now) return
  const stretches = turnTimeline(state, now, until)
  const bounds = [...state.shifts, ...state.aways, ...stretches].flatMap(({ start, end }) => [+start, +end])
  const joins = state.rota.members.flatMap(({ joinedAt, leftAt }) => [+joinedAt, +(leftAt ?? joinedAt)])
  for (const at of new Set([+now, ...bounds, ...joins])) {
    if (at < +now || at >= +until) continue
    const here = stretches.filter(({ start, end }) => +start <= at && at < +end)
    const away = (user: string) =>
      state.aways.some((each) => each.user === user && +each.start <= at && at < +each.end)
    const member = ({ joinedAt, leftAt }: { joinedAt: Date; leftAt: Date | null }) =>
      +joinedAt <= at && (!leftAt || at < +leftAt)
    const anyone = state.rota.members.some((each) => member(each) && !away(each.user))
    expect(here.length, new Date(at).toISOString()).toBeLessThanOrEqual(1)
    if (anyone) expect(here.length, new Date(at).toISOString()).toBe(1)
    for (const { user, cover } of here) {
      expect(away(user)).toBe(false)
      if (!cover) expect(state.rota.members.some((each) => each.user === user && member(each))).toBe(true)
    }
  }
}

function checkPast(before: RotaState, after: RotaState, now: Date): void {
  const seen = (state: RotaState) =>
    turnTimeline(state, new Date(0), now).map(({ start, end, user }) => [+start, +end, user])
  expect(seen(after)).toEqual(seen(before))
}

/**
 * Expects that covers and overrides leave every shift, and that absences and departures touch only shifts that cannot
 * be kept.
 */
function checkFew(before: RotaState, after: RotaState, now: Date, { verb, who }: Step): void {
  if (verb === 'accept') return
  const key = ({ start, end, user }: RotaState['shifts'][number]) => `${+start} ${+end} ${user}`
  const kept = new Set(after.shifts.map(key))
  const own = (user: string) => (verb === 'leave' || verb === 'away') && user === who
  for (const shift of before.shifts) {
    const away = after.aways.some(
      (each) => each.user === shift.user && each.start < shift.end && shift.start < each.end,
    )
    const left = after.rota.members.findLast((member) => member.user === shift.user)?.leftAt
    if (shift.end > now && !away && !left && !own(shift.user)) expect(kept).toContain(key(shift))
  }
}

/** Expects that everybody who gains or loses published time is told. */
function checkTold(before: RotaState, change: RotaChange, now: Date): void {
  const until = before.publishedUntil
  if (!until || until <= now) return
  for (const stretch of turnTimeline(before, now, until)) {
    const still = turnTimeline(change.state, stretch.start, stretch.end).every(
      ({ user }) => user === stretch.user,
    )
    if (!still) expect(change.moved.some(({ from }) => from === stretch.user)).toBe(true)
  }
}

function must(outcome: RotaOutcome): RotaChange {
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome
}
