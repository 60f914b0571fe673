import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { PhoneOutcome, SaidByPhone } from '#escalation/phone-delivery.ts'
import { twilioHooks } from './twilio.ts'

const publicUrl = 'https://muster.example.com'
const number = '+12025550123'
const key = { CallSid: 'CA01', To: number, Digits: '4' }
type Fields = Record<string, string>

function open(outcome: () => PhoneOutcome = () => 'acknowledged') {
  const heard: { id: string; said: SaidByPhone }[] = []
  const logged: unknown[] = []
  const hooks = twilioHooks({
    hear: (id, said) => {
      heard.push({ id, said })
      return Promise.resolve().then(() => ({ outcome: outcome() }))
    },
    tokens: ['first-token', 'second-token'],
    publicUrl,
    log: { warn: (...words) => logged.push(words) },
  })
  return { hooks, heard, logged }
}

function signature(fields: Fields, address = `${publicUrl}/hooks/twilio/voice`, token = 'first-token') {
  const sorted = Object.keys(fields)
    .toSorted()
    .map((name) => `${name}${fields[name]}`)
  return createHmac('sha1', token)
    .update(`${address}${sorted.join('')}`)
    .digest('base64')
}

function posted(fields: Fields, sign: string, extra: Fields = {}): RequestInit {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': sign,
    ...extra,
  }
  return { method: 'POST', headers, body: new URLSearchParams(fields).toString() }
}

const voice = 'http://127.0.0.1:3000/hooks/twilio/voice'

test('a key that either account signed is heard, and answered in words', async () => {
  const { hooks, heard } = open()
  for (const token of ['first-token', 'second-token']) {
    const answer = await hooks.request(voice, posted(key, signature(key, undefined, token)))
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('You have it')
  }
  expect(heard.map(({ id }) => id)).toEqual(['key:CA01:4', 'key:CA01:4'])
})

test.each<[string, Fields, string, Fields]>([
  ['nothing', key, '', {}],
  ['another token', key, signature(key, undefined, 'third-token'), {}],
  ['another key', { ...key, Digits: '5' }, signature(key), {}],
  ['one field more', { ...key, From: number }, signature(key), {}],
  ['a signature for another hook', key, signature(key, `${publicUrl}/hooks/twilio/sms`), {}],
  [
    'a signature for a host of theirs',
    key,
    signature(key, 'https://evil.example/hooks/twilio/voice'),
    {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
    },
  ],
  ['letters of many bytes', key, 'â'.repeat(28), {}],
])('what is signed with %s is refused and changes nothing', async (_, fields, sign, extra) => {
  const { hooks, heard } = open()
  const there = extra['host'] ? 'http://evil.example/hooks/twilio/voice' : voice
  expect((await hooks.request(there, posted(fields, sign, extra))).status).toBe(403)
  expect(heard).toEqual([])
})

test('without a signature nothing is heard', async () => {
  const { hooks, heard } = open()
  expect((await hooks.request(voice, { method: 'POST', body: new URLSearchParams(key) })).status).toBe(403)
  expect(heard).toEqual([])
})

test('a body without end is refused before it is read, whoever sends it', async () => {
  const { hooks, heard } = open()
  let pulled = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(16_384))
      if (pulled > 1_000) controller.close()
    },
  })
  const endless: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
  expect((await hooks.request(voice, endless)).status).toBe(413)
  expect(pulled).toBeLessThan(20)
  expect(heard).toEqual([])
})

test.each<Fields>([
  { ...key, CallSid: 'CA'.repeat(2_000) },
  { ...key, CallSid: 'CA\u0000' },
  { ...key, Digits: '4'.repeat(9) },
  { ...key, Digits: '4<Dial>' },
])('an id or a key that is none is left alone: %j', async (fields) => {
  const { hooks, heard } = open()
  expect((await hooks.request(voice, posted(fields, signature(fields)))).status).toBe(200)
  expect(heard).toEqual([])
})

test('when it cannot be kept it answers that it is busy, and the log has no number', async () => {
  const { hooks, logged } = open(() => {
    throw new Error('the database is away')
  })
  expect((await hooks.request(voice, posted(key, signature(key)))).status).toBe(503)
  expect(logged).toHaveLength(1)
  expect(JSON.stringify(logged)).not.toContain('5550123')
})
