/** Prometheus reads numbers without names. */
import { expect, test } from 'vitest'
import { clara, mira, openWorkplace } from './workplace.ts'

test('it counts what is open, what was asked, and how Slack answers; drills and private ones are in no number', async () => {
  await using work = await openWorkplace()
  const number = await work.declares(mira, 'checkout is down')
  await work.types(mira, '/incident declare drill the shop burns')
  await work.presses(clara, 'incident.acknowledge', work.card(number))
  await work.types(clara, '/incident severity P1', work.room(number))
  work.slack.faults.add({ kind: 'refused', method: 'pins.add', error: 'too_many_pins' })
  const cancelled = await work.declares(mira, 'search is slow')
  const metrics = async () => (await fetch(`${work.url}/metrics`)).text()
  expect(await metrics()).toMatch(/muster_slots_refused\{kind="\w+"\} 1/)
  await work.types(mira, `/incident cancel ${cancelled} a false alarm`)
  expect(await metrics()).not.toContain('muster_slots_refused')
  const response = await fetch(`${work.url}/metrics`)
  expect(response.headers.get('content-type')).toContain('text/plain')
  const text = await response.text()
  for (const line of [
    'muster_database_up 1',
    'muster_slack_up 1',
    'muster_slack_connected 1',
    'muster_incidents_open{severity="P1"} 1',
    'muster_incidents_declared 2',
    'muster_pages{status="acknowledged"} 1',
    'muster_slack_calls_total{method="conversations.create",outcome="ok"}',
    'muster_answer_seconds_count{listener="/incident"} 5',
    'muster_answer_seconds_bucket{listener="/incident",le="+Inf"} 5',
    'muster_due_lag_seconds ',
    'muster_build{version="0.',
  ])
    expect(text).toContain(line)
  for (const line of text.trim().split('\n'))
    expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{[^{}]+\})? -?[\d.e+-]+)$/)
  expect(text).not.toMatch(/checkout|burns|U0\d/)
})

const token = 'a-token-of-the-monitoring'
const status = async (url: string, headers: Record<string, string> = {}) =>
  (await fetch(url, { headers })).status

test('without a token they are for this machine alone, not for those whom a proxy lets in', async () => {
  await using work = await openWorkplace()
  expect(await status(`${work.url}/metrics`)).toBe(200)
  expect(await status(`${work.url}/metrics`, { 'x-forwarded-for': '203.0.113.7' })).toBe(403)
})

test('with a token they open for it alone', async () => {
  await using work = await openWorkplace('http', {}, undefined, undefined, { MUSTER_METRICS_TOKEN: token })
  expect(await status(`${work.url}/metrics`)).toBe(401)
  expect(await status(`${work.url}/metrics`, { authorization: `Bearer ${token}` })).toBe(200)
  expect(await status(`${work.url}/readyz`)).toBe(200)
})

test('on a port of their own they need none, and the main port has none; HOST says where both listen', async () => {
  await using work = await openWorkplace('http', {}, undefined, undefined, {
    METRICS_PORT: '0',
    HOST: '127.0.0.1',
  })
  const own = `http://127.0.0.1:${work.app.metricsPort}`
  expect(await status(`${work.url}/metrics`)).toBe(404)
  expect(await (await fetch(`${own}/metrics`)).text()).toContain('muster_slack_up 1')
  expect(await status(`${own}/healthz`)).toBe(200)
  expect(await status(`${own}/calendar/anything.ics`)).toBe(404)
  expect(await status(`${own}/slack/events`)).toBe(404)
  for (const port of [work.app.port, work.app.metricsPort])
    await expect(fetch(`http://[::1]:${port}/healthz`)).rejects.toThrow('fetch failed')
})
