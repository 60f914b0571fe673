import { expect, test } from 'vitest'
import { began as declaredAt, incident, into } from '../../test/samples/sample-incident.ts'
import { Refusal } from '#errors.ts'
import { decide } from './decide.ts'
import { evolve } from './evolve.ts'
import { afterStart, type ImpactWish } from './impact-times.ts'
import type { Incident } from './incident.ts'

const minutes = (count: number) => new Date(declaredAt.getTime() + count * 60_000)
const now = minutes(120)

function set(one: Incident, wish: ImpactWish): Incident {
  return decide(one, 'U2MIKA', { do: 'set impact', ...wish }, now).reduce(
    (before, event) => evolve(before, { ...event, seq: before.version + 1, at: now, actor: 'U2MIKA' }),
    one,
  )
}

function refused(one: Incident, wish: ImpactWish): [string, string | undefined] | null {
  try {
    set(one, wish)
  } catch (error) {
    if (error instanceof Refusal) return [error.message, error.field]
    throw error
  }
  return null
}

test('the latest word counts, what is left out stays, and nothing is said twice', () => {
  const one = set(incident(), { start: minutes(-20) })
  const both = set(one, { end: minutes(30), message: { channel: 'C1', ts: '1.1' } })
  expect([both.impactStart, both.impactEnd]).toEqual([minutes(-20), minutes(30)])
  expect(set(both, { start: minutes(-25) }).impactStart).toEqual(minutes(-25))
  expect(set(both, { start: minutes(-20), end: minutes(30) })).toBe(both)
  expect(set(both, { start: null }).impactStart).toBeNull()
})

test('times are told to the minute', () => {
  const { impactStart } = set(incident(), { start: new Date(minutes(-20).getTime() + 59_999) })
  expect(impactStart).toEqual(minutes(-20))
})

test('it is no longer over once it is reopened, and began when it began', () => {
  const ended = set(incident(into.resolved), { start: minutes(-20), end: minutes(1) })
  const [event] = decide(ended, 'U2MIKA', { do: 'reopen', reason: 'again' }, now)
  const after = evolve(ended, { ...event!, seq: 9, at: now, actor: 'U2MIKA' })
  expect([after.impactStart, after.impactEnd]).toEqual([minutes(-20), null])
})

test.each<[string, Incident, ImpactWish, string, string]>([
  ['a start to come', incident(), { start: minutes(121) }, 'still to come', 'start'],
  ['an end to come', incident(), { end: minutes(121) }, 'still to come', 'end'],
  ['a slip of a year', incident(), { start: minutes(-365 * 1440) }, 'more than 90 days before #12', 'start'],
  ['an end as early', incident(), { end: minutes(-365 * 1440) }, 'more than 90 days before #12', 'end'],
  [
    'an end before the start',
    set(incident(), { start: minutes(10) }),
    { end: minutes(9) },
    'It began after that',
    'end',
  ],
  [
    'a start after the end',
    set(incident(), { end: minutes(10) }),
    { start: minutes(11) },
    'It ended before that',
    'start',
  ],
  ['both the wrong way round', incident(), { start: minutes(10), end: minutes(9) }, 'before that', 'start'],
  ['a start after it was resolved', incident(into.resolved), { start: minutes(5) }, 'was resolved', 'start'],
])('%s is refused kindly, at its field', (_, one, wish, words, field) => {
  expect(refused(one, wish)).toEqual([expect.stringContaining(words), field])
})

test('both can be as early or as late as they can be, and in the same minute', () => {
  expect(refused(incident(), { start: minutes(-90 * 1440), end: now })).toBeNull()
  expect(refused(incident(), { start: now, end: now })).toBeNull()
  expect(refused(incident(into.resolved), { end: minutes(90) })).toBeNull()
})

test('a closed incident can still be corrected; a cancelled or merged one is in no figure', () => {
  expect(refused(incident(into.closed), { start: minutes(-20) })).toBeNull()
  expect(refused(incident(into.cancelled), { start: minutes(-20) })?.[0]).toContain('#12 is cancelled')
  expect(refused(incident(into.merged), { start: minutes(-20) })?.[0]).toContain('merged into #11')
})

test('a length says from when it is counted', () => {
  expect(afterStart(incident(), minutes(5))).toBe('5 min after it was declared')
  expect(afterStart(set(incident(), { start: minutes(-20) }), minutes(5))).toBe('25 min after it began')
})
