import { expect, test } from 'vitest'
import { mayReadMetrics } from './metrics-door.ts'

const here = { authorization: undefined, address: '127.0.0.1', forwarded: false }
const [fresh, old] = ['a fresh token', 'the old token'].map((one) => one.replaceAll(' ', '-'))
const tokens = [fresh ?? '', old ?? '']

test.each([
  ['this machine', here, [], true],
  ['this machine by IPv6', { ...here, address: '::1' }, [], true],
  ['this machine as IPv6 writes it', { ...here, address: '::ffff:127.0.0.1' }, [], true],
  ['another machine', { ...here, address: '10.0.0.7' }, [], false],
  ['an address that is not known', { ...here, address: null }, [], false],
  ['a proxy on this machine', { ...here, forwarded: true }, [], false],
  ['this machine without the token that there is', here, tokens, false],
  ['the token', { ...here, address: '10.0.0.7', authorization: `Bearer ${fresh}` }, tokens, true],
  ['the token that is being replaced', { ...here, authorization: `bearer ${old}` }, tokens, true],
  ['another token', { ...here, authorization: 'Bearer guess' }, tokens, false],
  ['an empty token', { ...here, authorization: 'Bearer ' }, tokens, false],
  ['a password', { ...here, authorization: `Basic ${fresh}` }, tokens, false],
])('%s', (_, reader, known, may) => {
  expect(mayReadMetrics(reader, known)).toBe(may)
})
