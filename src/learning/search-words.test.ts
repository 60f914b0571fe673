import { expect, test } from 'vitest'
import { fold } from '#incidents/evolve.ts'
import { declarationOf } from '#incidents/incident.ts'
import { anyTwoInTitle, everyWord, recordedWords, toldWords } from './search-words.ts'

test.each([
  ['Checkout is failing', "'checkout':* & 'fail':*"],
  ['the', null],
  ['', null],
  ["'; drop table x; --", "'drop':* & 'tabl':*"],
  ["a' & !b:* | (c <-> \\'", null],
  ['p1 p1 P1', "'p1'"],
  ['決済が失敗しています', "'決済':* & '失敗':*"],
  ['支付服务的超时', "'支付':* & '服务':* & '超':* & '时':*"],
  ['ชำระเงินไม่ได้', "'ชําระ':* & 'เงิน':*"],
  ['결제 API', "'결제':* & 'api':*"],
  ['Écran de Zoë', "'ecran':* & 'de' & 'zoe':*"],
])('%j is searched for as %j', (typed, query) => {
  expect(everyWord(typed)).toBe(query)
})

test('a search has few words and none is long, however much is typed', () => {
  const query = everyWord(Array.from({ length: 500 }, (_, i) => `${'x'.repeat(100)}${i} word${i}`).join(' '))
  expect(query?.split(' & ').length).toBeLessThanOrEqual(12)
  expect(Math.max(...(query ?? '').split(' & ').map((one) => one.length))).toBeLessThan(50)
})

test('similar titles share two of their words', () => {
  expect(anyTwoInTitle('orders are slow')).toBe("('=order' & '=slow')")
  expect(anyTwoInTitle('決済の失敗')).toBe("('=決済' & '=失敗')")
  expect(anyTwoInTitle('checkout')).toBeNull()
})

test('the title weighs most, then how it ended, then the rest', () => {
  const declared = {
    type: 'declared',
    number: 1,
    ...declarationOf("Orders' queue"),
  } as const
  const at = new Date(0)
  const incident = fold([
    { ...declared, seq: 1, at, actor: 'U1' },
    { type: 'noted', text: 'queue restarts', seq: 2, at, actor: 'U1' },
    { type: 'resolved', fix: 'reverted', impact: '', seq: 3, at, actor: 'U1' },
  ])
  expect(incident && recordedWords(incident)).toBe(
    "'order':1A 'queu':1A,4C '=order':2D '=queu':2D 'revert':3B 'restart':4C",
  )
  expect(toldWords(['the queue', 'is a queue'])).toBe("'queu':1D")
})
