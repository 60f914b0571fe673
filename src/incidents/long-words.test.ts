import { expect, test } from 'vitest'
import { beginning, inParts } from './long-words.ts'

test.each([
  ['what fits', 'one two', 7, ['one two']],
  ['words', 'one two three', 9, ['one two', 'three']],
  ['a space just behind', 'one two three', 7, ['one two', 'three']],
  ['lines', 'one two\nthree', 9, ['one two', 'three']],
  ['one long word', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ['a language without spaces', '支払いができません', 5, ['支払いが', 'できません']],
  ['emoji', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 12, ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']],
  ['nothing', '  ', 4, []],
])('%s are kept, cut between words', (_, words, max, parts) => {
  expect(inParts(words, max)).toEqual(parts)
})

test('the beginning ends with a word and says that there is more', () => {
  expect(beginning('the payment page stays white', 20)).toBe('the payment page…')
  expect(beginning('it is short', 20)).toBe('it is short')
})
