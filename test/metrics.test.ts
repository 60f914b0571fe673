/** Prometheus reads numbers without people's names. */
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
