import { expect, test } from 'vitest'
import type { RingLine } from '#escalation/ring-line.ts'
import { lines, message } from '#words/blocks.ts'
import { ringWords } from './ring-words.ts'

const at = new Date('2026-02-14T03:14:00Z')
const tried = (way: string, status: RingLine['status']): RingLine => {
  return { way, at, status, code: null, isPerhapsDouble: false }
}

test('the card says what people heard, and not what was taken back in silence', () => {
  const all = [
    tried('sms', 'delivered'),
    tried('pagerduty', 'withdrawn'),
    tried('ntfy', 'withdrawn'),
    tried('call', 'withdrawn'),
  ]
  expect(message(lines(['Answered', ...ringWords(all)])).text).toMatch(
    /^Answered; SMS delivered .*; called .*, ended by Muster$/,
  )
})
