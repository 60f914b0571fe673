import { expect, test } from 'vitest'
import { leadingNumber, nearestVerb, readCommandLine } from './command-line.ts'

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
