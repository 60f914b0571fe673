import { expect, test } from 'vitest'
import { faultWords } from './provider-faults.js'

test('a trouble of a company is said in words', () => {
  expect(faultWords({ provider: 'twilio', way: 'call', kind: 'rate_limited', retryAfter: 5 })).toBe(
    'Phone calls get 429',
  )
  expect(faultWords({ provider: 'smtp', kind: 'time_out', done: true, times: 2 })).toBe(
    'Mails hang, and are done, 2 more',
  )
  expect(faultWords({ provider: 'twilio', way: 'sms', to: '+12025550123', kind: 'answer_lost' })).toBe(
    'SMS to +12025550123 are done, the answer is lost',
  )
})
