import { expect, test } from 'vitest'
import { withEditsMarked, withoutGone } from './forgotten.ts'

test.each([
  ['- Clara: “the key is hunter2”', 'the key is hunter2', '- Clara: “[deleted]”'],
  ['The cache was empty. It looks good.', 'Hm. The cache was empty.', '[deleted] It looks good.'],
  ['It looks ok', 'ok', 'It looks ok'],
  ['the pin is 4711, not 47110', '4711', 'the pin is [deleted], not 47110'],
  ['Devon Adeyemi knows the way', '<@U04DEVON> knows the way', '[deleted]'],
  ['see https://x.example/a?b=1 & wait', 'see <https://x.example/a?b=1|here> &amp; wait', '[deleted]'],
  ['one two three', 'one\ntwo three', '[deleted]'],
  ['the 4711 of @Devon is new', 'the 4711 of <@U04DEVON>', '[deleted] is new'],
  ['Clara said so', '<@U03CLARA>', 'Clara said so'],
  ['the key\nof Clara said', 'the <@U03CLARA> said', 'the key\nof Clara said'],
  ['costs $5 (really)', 'costs $5 (really)', '[deleted]'],
])('%j without %j is %j', (written, gone, left) => {
  expect(withoutGone(written, [gone])).toBe(left)
})

const before = 'The pool was too small. It had four places.'

test.each([
  [
    '- Clara: “The pool was too small.”',
    'The pool was fine.',
    '- Clara: “The pool was too small. [edited since]”',
  ],
  ['Clara: The pool was too small. Bye', `${before} Since June.`, 'Clara: The pool was too small. Bye'],
  [
    'The pool was too small. It had four places.',
    'The pool was too small. It had 40.',
    'The pool was too small. It had four places. [edited since]',
  ],
  ['The pool was too small.', 'the pool, was too small! It had four places', 'The pool was too small.'],
  ['The pool was too small. [edited since]', 'Fine.', 'The pool was too small. [edited since]'],
  ['The pools were too small', 'Fine.', 'The pools were too small'],
])('%j, once it was edited to %j, is %j', (written, after, marked) => {
  expect(withEditsMarked(written, [{ author: 'U1', before, after }])).toBe(marked)
})

test('words that are often said by chance are not marked', () => {
  expect(withEditsMarked('It is slow', [{ author: 'U1', before: 'It is ok', after: 'No' }])).toBe(
    'It is slow',
  )
  expect(withEditsMarked('It is ok', [{ author: 'U1', before: 'It is ok', after: 'No' }])).toBe('It is ok')
})
