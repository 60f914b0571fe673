import { expect, test } from 'vitest'
import { DEVON, startTestProviders, type TestProviders } from './test-providers.ts'

function text(t: TestProviders) {
  return t.twilio('/Messages.json', { To: DEVON.number, From: t.env['TWILIO_FROM'] ?? '', Body: 'Wake up' })
}

test('refuses with the code asked for, as often as asked for, and only for that number', async () => {
  await using t = await startTestProviders()
  t.faults.add({ provider: 'twilio', to: '+33639980001', kind: 'refused', status: 400, code: 21610 })
  t.faults.add({ provider: 'twilio', way: 'sms', kind: 'refused', status: 400, code: 21614, times: 1 })
  expect((await text(t)).body).toMatchObject({ code: 21614, status: 400 })
  expect((await text(t)).status).toBe(201)
  expect(t.texts).toHaveLength(1)
  expect(t.log().map(({ status, fault, code }) => ({ status, fault, code }))).toEqual([
    { status: 400, fault: 'refused', code: 21614 },
    { status: 201 },
  ])
})

test('says how long to wait', async () => {
  await using t = await startTestProviders()
  t.faults.add({ provider: 'pagerduty', kind: 'rate_limited', retryAfter: 30, times: 1 })
  const { status, headers, body } = await t.json('/v2/enqueue', {
    body: { routing_key: t.env['PAGERDUTY_ROUTING_KEY'], event_action: 'resolve', dedup_key: 'a' },
  })
  expect([status, headers.get('retry-after'), body.status]).toEqual([429, '30', 'throttle exceeded'])
})

test('loses the answer to what it did, and the request before it does anything', async () => {
  await using t = await startTestProviders()
  t.faults.add({ provider: 'twilio', kind: 'answer_lost', times: 1 })
  await expect(text(t)).rejects.toThrow()
  expect(t.texts).toHaveLength(1)
  t.faults.add({ provider: 'twilio', kind: 'request_lost', times: 1 })
  await expect(text(t)).rejects.toThrow()
  expect(t.texts).toHaveLength(1)
})

test.each([true, false])('never answers (done: %s)', async (done) => {
  await using t = await startTestProviders()
  t.faults.add({ provider: 'ntfy', kind: 'time_out', done, times: 1 })
  const sent = fetch(t.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${t.env['NTFY_TOKEN']}` },
    body: JSON.stringify({ topic: DEVON.topic, message: 'Wake up' }),
    signal: AbortSignal.timeout(200),
  })
  await expect(sent).rejects.toThrow('timeout')
  expect(t.pushes).toHaveLength(done ? 1 : 0)
})

test('takes it and never delivers it, or late', async () => {
  await using t = await startTestProviders()
  t.faults.add({ provider: 'twilio', kind: 'undelivered', code: 30007, times: 1 })
  t.faults.add({ provider: 'twilio', kind: 'late', ms: 60_000 })
  const { body } = await text(t)
  await t.pass(5_000)
  t.faults.clear()
  expect((await t.twilio(`/Messages/${body.sid}.json`)).body).toMatchObject({
    status: 'undelivered',
    error_code: 30007,
  })
  t.faults.add({ provider: 'twilio', kind: 'late', ms: 60_000 })
  await text(t)
  await t.pass(30_000)
  expect(t.phone('devon')?.texts).toHaveLength(0)
  await t.pass(60_000)
  expect(t.phone('devon')?.texts).toHaveLength(1)
})

test('tells twice, late, forged, or never', async () => {
  await using t = await startTestProviders()
  const sendTold = () =>
    t.twilio('/Messages.json', {
      To: DEVON.number,
      From: t.env['TWILIO_FROM'] ?? '',
      Body: 'Wake up',
      StatusCallback: `${t.publicUrl}/hooks/twilio/status`,
    })
  Object.assign(t.faults.callbacks, { copies: 2, delayMs: 60_000 })
  await sendTold()
  await t.pass(30_000)
  expect(t.heard).toHaveLength(0)
  await t.pass(60_000)
  expect(t.heard.map(({ params }) => params.get('MessageStatus'))).toEqual([
    'sent',
    'sent',
    'delivered',
    'delivered',
  ])
  t.faults.clear()
  t.faults.callbacks.copies = 0
  await sendTold()
  await t.pass(30_000)
  expect(t.heard).toHaveLength(4)
})

test('the second account goes on when the first does not', async () => {
  await using t = await startTestProviders()
  t.faults.add({
    provider: 'twilio',
    account: t.env['TWILIO_ACCOUNT_SID'] ?? '',
    kind: 'server_error',
    status: 503,
  })
  expect((await text(t)).status).toBe(503)
  const [sid, token] = [t.env['TWILIO_2_ACCOUNT_SID'] ?? '', t.env['TWILIO_2_AUTH_TOKEN'] ?? '']
  const { status } = await fetch(`${t.url}/2010-04-01/Accounts/${sid}/Messages.json`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}` },
    body: new URLSearchParams({ To: DEVON.number, From: t.env['TWILIO_2_FROM'] ?? '', Body: 'Wake up' }),
  })
  expect(status).toBe(201)
})

test('a hook waits at each stage', async () => {
  await using t = await startTestProviders()
  const stages: string[] = []
  t.faults.intercept(({ stage, way, to }) => void stages.push(`${stage} ${way} ${to} ${t.texts.length}`))
  await text(t)
  await t.settled()
  expect(stages).toEqual([
    `before sms ${DEVON.number} 0`,
    `done sms ${DEVON.number} 1`,
    `answered sms ${DEVON.number} 1`,
  ])
})
