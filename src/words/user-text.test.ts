import { expect, test } from 'vitest'
import { clean, cut, escaped, inline, unaccented } from './user-text.ts'

test.each([
  ['short', 10, 'short'],
  ['exactly 10', 10, 'exactly 10'],
  ['one too long', 8, 'one too…'],
  ['a space before the cut', 3, 'a…'],
  ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15, '👩‍👩‍👧‍👦…'],
  ['🇫🇷🇩🇪', 6, '🇫🇷…'],
  [`e${'\u0301'.repeat(50)}`, 5, 'e\u0301\u0301\u0301…'],
])('%s cut at %i is %s', (words, max, expected) => {
  expect(cut(words, max)).toBe(expected)
})

test.each([
  ['a\u0000b\u001B[31m', 'ab[31m'],
  ['one\r\ntwo\u2028three', 'one\ntwo\nthree'],
  ['tab\there', 'tab here'],
  ['  around  ', 'around'],
  ['half \uD83D', 'half \uFFFD'],
  ['\u202Eover\u2069', 'over'],
  ['\u2068held\u2069', 'held'],
  ['zero\u200b\u2060width\u00AD\uFEFF', 'zerowidth'],
  ['tags\u{E0068}\u{E0069}', 'tags'],
  ['fillers\u3164\u115F\uFFA0', 'fillers'],
  ['👩‍👧', '👩‍👧'],
  ['🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️ می\u200Cشود', '🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️ می\u200Cشود'],
])('%j is cleaned to %j', (words, expected) => {
  expect(clean(words)).toBe(expected)
})

test('right-to-left text is held together, and nothing else is touched', () => {
  expect(inline('התשלום\nנכשל', 50)).toBe('\u2068התשלום נכשל\u2069')
  expect(inline('Checkout\n fails', 50)).toBe('Checkout fails')
  expect(inline('ת'.repeat(100), 50)).toHaveLength(50)
})

test.each([
  ['Écran Zoë', 'Ecran Zoe'],
  ['e\u0301e', 'ee'],
  ['שָׁלוֹם й', 'שלום и'],
  ['ﾛｸﾞｲﾝ ﬁ', 'ログイン fi'],
  ['ล่ม हिन्दी バグ 결제', 'ล่ม हिन्दी バグ 결제'],
])('%s without accents is %s', (words, expected) => {
  expect(unaccented(words)).toBe(expected)
})

test('mark-up is escaped once', () => {
  expect(escaped('<!channel> & &lt;')).toBe('&lt;!channel&gt; &amp; &amp;lt;')
})
