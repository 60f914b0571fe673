import { expect, test } from 'vitest'
import { startTestProviders, type TestProviders } from './test-providers.ts'

function enqueue(t: TestProviders, more: Record<string, unknown> = {}) {
  return t.json('/v2/enqueue', {
    body: {
      routing_key: t.env['PAGERDUTY_ROUTING_KEY'],
      event_action: 'trigger',
      dedup_key: 'page-7',
      payload: { summary: 'Checkout is down', source: 'muster', severity: 'critical' },
      ...more,
    },
  })
}

test.each([
  ['a wrong key', { routing_key: '0'.repeat(32) }],
  ['a short key', { routing_key: 'abc' }],
  ['an unknown action', { event_action: 'page' }],
  ['no summary', { payload: { source: 'muster', severity: 'critical' } }],
  ['an unknown severity', { payload: { summary: 'a', source: 'muster', severity: 'P1' } }],
  ['a long alert key', { dedup_key: 'x'.repeat(256) }],
  ['a resolution without a key', { event_action: 'resolve', dedup_key: undefined }],
])('refuses %s', async (_, change) => {
  await using t = await startTestProviders()
  const { status, body } = await enqueue(t, change)
  expect(status).toBe(400)
  expect(body).toMatchObject({ status: 'invalid event', errors: [expect.any(String)] })
})

test('one key is one alert until it is resolved; what is not open is passed over', async () => {
  await using t = await startTestProviders()
  expect(await enqueue(t)).toMatchObject({ status: 202, body: { status: 'success', dedup_key: 'page-7' } })
  await enqueue(t)
  await enqueue(t, { event_action: 'acknowledge' })
  await enqueue(t, { event_action: 'resolve', dedup_key: 'another' })
  expect(t.alerts).toMatchObject([{ key: 'page-7', status: 'acknowledged', triggers: 2 }])
  await enqueue(t, { event_action: 'resolve' })
  await enqueue(t)
  expect(t.alerts.map((one) => one.status)).toEqual(['resolved', 'triggered'])
})
