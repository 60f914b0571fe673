import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { isSigned } from './signature.ts'

const secret = 'shh'
const now = new Date('2026-11-21T09:00:00Z')
const body = Buffer.from('{"type":"event_callback","text":"é"}')
const seconds = now.getTime() / 1000

function headers(at: number | string, signed = body, by = secret) {
  const signature = createHmac('sha256', by).update(`v0:${at}:`).update(signed).digest('hex')
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${signature}` }
}

test.each([
  ['of now', headers(seconds), true],
  ['five minutes old', headers(seconds - 300), true],
  ['older', headers(seconds - 301), false],
  ['dated in the future', headers(seconds + 301), false],
  ['by somebody else', headers(seconds, body, 'guess'), false],
  ['of another body', headers(seconds, Buffer.from('{}')), false],
  ['of no number', headers('now'), false],
  ['of another version', { ...headers(seconds), 'x-slack-signature': 'v1=00' }, false],
  ['missing', {}, false],
])('a signature %s', (_, given, expected) => {
  expect(isSigned([secret], given, body, now)).toBe(expected)
})

test('while one secret replaces the other, both are ours', () => {
  const by = (one: string) => isSigned(['new', 'old'], headers(seconds, body, one), body, now)
  expect([by('new'), by('old'), by('older'), by('new,old')]).toEqual([true, true, false, false])
})
