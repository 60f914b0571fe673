import { expect, test } from 'vitest'
import { sampleMessage } from '../../../test/samples/sample-message.ts'
import type { RecordedMessage } from '#history/heard.ts'
import { findIn } from './find-in-message.ts'
import { toldOf } from './impact.ts'

const said = (text: string, change: Partial<RecordedMessage> = {}): RecordedMessage =>
  sampleMessage({ text, ...change })

test.each([
  [
    'Impact so far: 61 travellers at the counter. Calling them.',
    'Impact so far: 61 travellers at the counter.',
  ],
  ['412 shops cannot search.', '412 shops cannot search.'],
  ['About 1,200 orders were lost', 'About 1,200 orders were lost'],
  [
    '2.5M sessions were lost and 3m users could not pay',
    '2.5M sessions were lost and 3m users could not pay',
  ],
  ['3m users could not pay', '3m users could not pay'],
  ['It affects all brands in France', 'It affects all brands in France'],
  ['*Impact:*\nsellers see grey boxes', '*Impact:* sellers see grey boxes'],
  ['Impact: no orders in Ghent', 'Impact: no orders in Ghent'],
  ['Impact: none', null],
  ['*Impact*: still unknown', null],
  ['Impact:', null],
  ['No impact on orders', null],
  ['What is the impact?', null],
  ['The impact is unknown', null],
  ['36 machines restart in a loop', null],
])('%s tells the impact %j', (text, told) => {
  expect(toldOf([findIn(said(text), 'UBOT')]).map((one) => one.text)).toEqual(told === null ? [] : [told])
})

test('apps, Muster itself and deleted messages tell no impact', () => {
  const text = 'Impact: all shops'
  const all = [said(text, { byApp: true }), said(text, { author: 'UBOT' }), said(text, { deleted: true })]
  expect(toldOf(all.map((one) => findIn(one, 'UBOT')))).toEqual([])
})
