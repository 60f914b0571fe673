import { expect, test } from 'vitest'
import {
  describes,
  leadingNumber,
  namedAmongWords,
  namedBeforeAnother,
  namedBeforeSentence,
  namedBesideSeverity,
  namedWithSign,
  nearestVerb,
  readCommandLine,
} from './command-line.ts'

test.each([
  ['', { verb: '', rest: '', mentioned: [] }],
  ['Declare  checkout fails', { verb: 'declare', rest: 'checkout fails', mentioned: [] }],
  ['assign im <@U02ROBIN|robin>', { verb: 'assign', rest: 'im @robin', mentioned: ['U02ROBIN'] }],
  ['declare <!channel> a &lt;b&gt; &amp; c', { verb: 'declare', rest: '@channel a <b> & c', mentioned: [] }],
  ['note first line\nsecond line', { verb: 'note', rest: 'first line\nsecond line', mentioned: [] }],
])('reads %j', (typed, expected) => {
  expect(readCommandLine(typed)).toEqual(expected)
})

test.each([
  ['#12', { number: 12, rest: '' }],
  ['12', { number: 12, rest: '' }],
  ['#12 it is back', { number: 12, rest: 'it is back' }],
  ['12: it is back', { number: 12, rest: 'it is back' }],
  ['500s everywhere', null],
  ['10:40 the errors began', null],
  ['10.40', null],
  ['#12 10:40', { number: 12, rest: '10:40' }],
  ['12: 500 errors', { number: 12, rest: '500 errors' }],
  ['12:500 errors', { number: 12, rest: '500 errors' }],
  ['it is #12', null],
  ['0', null],
  ['99999999999', null],
  ['', null],
])('takes the number off %j', (rest, expected) => {
  expect(leadingNumber(rest)).toEqual(expected)
})

test.each([
  ['decalre', 'declare'],
  ['stat', 'status'],
  ['resolved', 'resolve'],
  ['x', null],
  ['production', null],
  ['!'.repeat(10_000), null],
])('for %j suggests %j', (typed, expected) => {
  expect(nearestVerb(typed, ['declare', 'list', 'status', 'resolve', 'merge'])).toBe(expected)
})

test.each([
  ['P3 #2', 'P3'],
  ['#2 P3', 'P3'],
  ['im 2 @robin', 'im @robin'],
  ['2', ''],
])('finds incident 2 among %j', (rest, others) => {
  expect(namedAmongWords(rest)).toEqual({ number: 2, rest: others })
})

test.each([
  ['#2 it is back', true, { number: 2, rest: 'it is back' }],
  ['500 errors', true, null],
  ['it is the same as #2', true, null],
  ['it is back, see #2', false, { number: 2, rest: 'it is back, see #2' }],
  ['2 it is back', false, { number: 2, rest: 'it is back' }],
])('before the sentence %j, in a room: %j', (rest, inRoom, named) => {
  expect(namedBeforeSentence(rest, inRoom)).toEqual(named)
})

test('a number without its sign may be a severity, a time, or the one to merge into', () => {
  expect(namedBesideSeverity('2', true)).toBeNull()
  expect(namedBesideSeverity('2 P1', true)).toEqual({ number: 2, rest: 'P1' })
  expect(namedBesideSeverity('2', false)).toEqual({ number: 2, rest: '' })
  expect(namedWithSign('20 min ago #2')).toEqual({ number: 2, rest: '20 min ago' })
  expect(namedBeforeAnother('#7', true)).toBeNull()
  expect(namedBeforeAnother('#7 the same 2 shops', true)).toBeNull()
  expect(namedBeforeAnother('#2 into 7 the same shops', true)).toEqual({
    number: 2,
    rest: 'into 7 the same shops',
  })
  expect(namedBeforeAnother('#2 #7', true)).toEqual({ number: 2, rest: '#7' })
})

test('what somebody wants done with an incident is no description of one', () => {
  expect(['2', '#2 please', '@robin', 'P1'].map((rest) => describes({ rest }))).toEqual([
    false,
    false,
    false,
    false,
  ])
  expect(['', 'fails', '500s everywhere'].map((rest) => describes({ rest }))).toEqual([true, true, true])
  expect(nearestVerb('fixed', ['resolve', 'reopen'])).toBe('resolve')
})
