import { expect, test } from 'vitest'
import { DEVON, startTestProviders, type TestProviders } from '../test-providers.ts'
import { segmentsOf } from './text-message.ts'

function send(t: TestProviders, more: Record<string, string> = {}) {
  return t.twilio('/Messages.json', {
    To: DEVON.number,
    From: t.env['TWILIO_FROM'] ?? '',
    Body: 'Incident 42. Reply 4 KX to acknowledge.',
    ...more,
  })
}

test.each([
  ['no number', { To: '' }, 21604],
  ['a number that is none', { To: '+0123' }, 21211],
  ['no sender', { From: '' }, 21603],
  ['a sender that is not ours', { From: '+12025550199' }, 21606],
  ['no words', { Body: ' ' }, 21602],
  ['too many words', { Body: 'x'.repeat(1601) }, 21617],
  ['an address of news that is none', { StatusCallback: 'here' }, 21609],
  ['too long a life', { ValidityPeriod: '36001' }, 20001],
  ['a name mistyped', { Text: 'x' }, 20001],
])('refuses %s', async (_, change, code) => {
  await using t = await startTestProviders()
  expect(await send(t, change as Record<string, string>)).toMatchObject({ status: 400, body: { code } })
})

test('is queued, sent, delivered, and tells so', async () => {
  await using t = await startTestProviders()
  const { body } = await send(t, { StatusCallback: `${t.publicUrl}/hooks/twilio/status` })
  expect(body).toMatchObject({ status: 'queued', date_sent: null, num_segments: '1', error_code: null })
  await t.pass(10_000)
  expect((await t.twilio(`/Messages/${body.sid}.json`)).body).toMatchObject({ status: 'delivered' })
  expect(t.heard.map(({ params }) => params.get('MessageStatus'))).toEqual(['sent', 'delivered'])
  expect(t.phone('devon')?.texts).toMatchObject([
    { mine: false, body: expect.stringContaining('Reply 4 KX') },
  ])
})

test('waits for a phone that is off, as long as it is valid', async () => {
  await using t = await startTestProviders({ phones: [{ ...DEVON, mode: 'off' }] })
  const first = await send(t, { ValidityPeriod: '600' })
  const second = await send(t)
  await t.pass(700_000)
  await t.does('devon', { act: 'setPhone', mode: 'on' })
  const status = async (sid: string) => (await t.twilio(`/Messages/${sid}.json`)).body
  expect(await status(first.body.sid)).toMatchObject({ status: 'undelivered', error_code: 30003 })
  expect(await status(second.body.sid)).toMatchObject({ status: 'delivered' })
  expect(t.phone('devon')?.texts).toHaveLength(1)
})

test('a number that is nobody’s is told later', async () => {
  await using t = await startTestProviders()
  const { body } = await send(t, { To: '+33639980099' })
  await t.pass(5_000)
  expect((await t.twilio(`/Messages/${body.sid}.json`)).body).toMatchObject({
    status: 'undelivered',
    error_code: 30005,
  })
})

test('a reply is handed to us, signed, and listed; STOP ends all messages', async () => {
  await using t = await startTestProviders()
  t.answers['/hooks/twilio/sms'] = '<Response><Message>Thank you.</Message></Response>'
  await send(t)
  await t.pass(5_000)
  await t.does('devon', { act: 'replyText', text: '4 KX' })
  await t.pass(5_000)
  expect(t.heard).toMatchObject([{ path: '/hooks/twilio/sms', signature: expect.stringMatching(/=$/) }])
  expect(Object.fromEntries(t.heard[0]?.params ?? [])).toMatchObject({
    From: DEVON.number,
    To: t.env['TWILIO_FROM'],
    Body: '4 KX',
    NumMedia: '0',
  })
  const { body } = await t.twilio(
    `/Messages.json?${new URLSearchParams({ From: DEVON.number, 'DateSent>': '2027-02-12' }).toString()}`,
  )
  expect(body.messages).toMatchObject([{ body: '4 KX', direction: 'inbound', status: 'received' }])
  expect(t.phone('devon')?.texts.map((one) => one.body)).toContain('Thank you.')
  await t.does('devon', { act: 'replyText', text: 'Stop' })
  expect((await send(t)).body.code).toBe(21610)
  await t.does('devon', { act: 'replyText', text: 'START' })
  expect((await send(t)).status).toBe(201)
})

test('segments are counted as the network counts them', () => {
  expect(
    ['x'.repeat(160), 'x'.repeat(161), '€'.repeat(81), 'ж'.repeat(70), 'ж'.repeat(71)].map(segmentsOf),
  ).toEqual([1, 2, 2, 1, 2])
})
