import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { isTwilioSigned } from './twilio-signature.ts'

const body = Buffer.from('To=%2B12025550123&CallSid=CA1&Digits=4&Tag=b&Tag=a&Tag=b')
const sorted = 'CallSidCA1Digits4TagaTagbTo+12025550123'
const sign = (url: string, token = 'token') =>
  createHmac('sha1', token).update(`${url}${sorted}`).digest('base64')
const url = 'https://muster.example.com/hooks/twilio/voice'

test('a request is taken that the company signed, with either token, with a port or without', () => {
  for (const signed of [url, 'https://muster.example.com:443/hooks/twilio/voice'])
    expect(isTwilioSigned(['token'], url, body, sign(signed))).toBe(true)
  expect(isTwilioSigned(['other', 'token'], url, body, sign(url))).toBe(true)
  const local = 'http://localhost:3000/hooks/twilio/voice'
  expect(isTwilioSigned(['token'], local, body, sign('http://localhost/hooks/twilio/voice'))).toBe(true)
})

test('anything else is not', () => {
  expect(isTwilioSigned(['token'], url, body, undefined)).toBe(false)
  expect(isTwilioSigned(['token'], url, body, '')).toBe(false)
  expect(isTwilioSigned([], url, body, sign(url))).toBe(false)
  expect(isTwilioSigned(['token'], url, body, sign(url, 'guessed'))).toBe(false)
  expect(isTwilioSigned(['token'], url, body, sign('https://evil.example.com/hooks/twilio/voice'))).toBe(
    false,
  )
  expect(isTwilioSigned(['token'], url, Buffer.from(`${body.toString()}&Digits=5`), sign(url))).toBe(false)
})
