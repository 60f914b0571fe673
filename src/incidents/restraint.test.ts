import { expect, test } from 'vitest'
import { Refusal } from '#errors.ts'
import { defaultPolicy } from '#policy/policy.ts'
import { declarationOf } from './incident.ts'
import { doubtsDeclaration, freeAgain, requireFewPages, sameWords } from './restraint.ts'

const now = new Date('2027-02-12T03:00:00Z')
/** That many times, a second apart, the latest `minutes` ago. */
const times = (count: number, minutes = 0) =>
  Array.from({ length: count }, (_, nth) => new Date(+now - minutes * 60_000 - nth * 1_000))
const { limits } = defaultPolicy

test.each([
  [2, 0, false],
  [3, 0, true],
  [3, 9, true],
  [3, 10, false],
  [19, 0, true],
])('after %i declarations, the latest %i minutes ago, one more is asked: %s', (count, minutes, asked) => {
  expect(doubtsDeclaration(times(count, minutes), limits, now)).toBe(asked)
})

test('the twenty-first within an hour is refused, and told how long', () => {
  expect(() => doubtsDeclaration(times(20, 12), limits, now)).toThrow(
    /20 incidents in 1 h, and can declare again in 48 min/,
  )
  expect(() => doubtsDeclaration(times(20, 12), limits, now)).toThrow(Refusal)
  expect(doubtsDeclaration(times(20, 60), limits, now)).toBe(false)
})

test('ten pages by name an hour are enough for one person', () => {
  expect(() => requireFewPages(times(9), limits, now)).not.toThrow()
  expect(() => requireFewPages(times(10), limits, now)).toThrow('Nobody was paged: you have paged 10 people')
})

test('without a limit nothing is ever too much', () => {
  expect(freeAgain(null, times(10_000), now)).toBeNull()
})

test('the same words are the same declaration, and a drill is another', () => {
  const one = declarationOf('checkout is down')
  expect(sameWords(one, { ...one, title: ' checkout is down ', askedIn: 'C1' })).toBe(true)
  expect(sameWords(one, { ...one, drill: true })).toBe(false)
  expect(sameWords(one, { ...one, text: 'checkout is down, and all the rest' })).toBe(false)
})
