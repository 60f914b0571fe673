import { expect, test } from 'vitest'
import { saysSomething, titled, titleInQuotes, usableTitle } from './title.ts'

test.each([
  ['\u200b checkout\u2060 is\u00AD down\u3164 ', 'checkout is down'],
  ['\u{E0063}\u{E0061}\u{E006C}\u{E006C} checkout is down', 'checkout is down'],
  ['\u2068checkout\u2069 is \u202Edown', 'checkout is down'],
  ['a\nline\u2028and another', 'a line and another'],
  ['👩‍💻 can’t pay in 🏴󠁧󠁢󠁳󠁣󠁴󠁿, ❤️ all the same', '👩‍💻 can’t pay in 🏴󠁧󠁢󠁳󠁣󠁴󠁿, ❤️ all the same'],
  ['نمی\u200Cشود', 'نمی\u200Cشود'],
])('the title %j is kept as %j', (typed, kept) => {
  expect(usableTitle(typed)).toBe(kept)
})

test.each([
  ['checkout', true],
  ['결제', true],
  ['支払い', true],
  ['الدفع', true],
  ['५००', true],
  ['502', true],
  ['🔥 checkout', true],
  [':fire: checkout', true],
  ['🔥', false],
  [':fire::skin-tone-2: :+1:', false],
  ['?!', false],
  ['\u3164\u115F', false],
  ['\u200b', false],
  ['\u0301\u0301', false],
  ['\u2800', false],
])('%j says something: %s', (typed, says) => {
  expect(saysSomething(typed)).toBe(says)
})

test.each([
  ['checkout is down', '#7 checkout is down'],
  ['502 in checkout, 3.5 % of orders', '#7 502 in checkout, 3.5 % of orders'],
  ['nobody can see the status of an order', '#7 nobody can see the status of an order'],
  ['Resolved', '#7 “Resolved”'],
  ['Severity: none', '#7 “Severity: none”'],
  ['ＲＥＳÓＬＶＥＤ', '#7 “ＲＥＳÓＬＶＥＤ”'],
  ['unresolved references', '#7 unresolved references'],
  ['P5 · Monitoring', '#7 “P5 · Monitoring”'],
  ['Payments | all fine', '#7 “Payments | all fine”'],
  ['is gone. Thank you', '#7 “is gone. Thank you”'],
  ['merged into #8', '#7 “merged into #8”'],
  ['x” is over. “y', '#7 “x" is over. "y”'],
  ['התשלום Resolved', '#7 “\u2068התשלום Resolved\u2069”'],
])('of the title %j is said %j', (title, said) => {
  expect(titled({ number: 7, title })).toBe(said)
})

test('a title in quotation marks cannot end them', () => {
  expect(titleInQuotes('x” was cancelled. “y')).toBe('x" was cancelled. "y')
  expect(titled({ number: 7, title: 'resolved '.repeat(40) }, 30)).toHaveLength(3 + 30 - 2)
})
