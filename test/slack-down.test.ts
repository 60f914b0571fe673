/** Slack that does not answer is said to be down, to those who look and to their monitoring. */
import { expect, test } from 'vitest'
import type { NewFault } from '../sandbox/surface.ts'
import { mira, openWorkplace } from './workplace.ts'

test.each<[string, NewFault, string]>([
  ['5xx', { kind: 'server_error', status: 503, method: '*' }, 'HTTP 503'],
  ['a 404', { kind: 'server_error', status: 404, method: '*' }, 'HTTP 404'],
  ['a page of HTML', { kind: 'html', status: 200, method: '*' }, 'not Slack: a page of HTML'],
  ['no answer', { kind: 'response_lost', method: '*' }, 'UND_ERR_SOCKET'],
])('%s for a minute: not ready, and not up, until Slack answers again', async (_name, fault, why) => {
  await using work = await openWorkplace()
  const number = await work.declares(mira, 'checkout is down')
  const readyz = async () => (await fetch(`${work.url}/readyz`)).text()
  const metrics = async () => (await fetch(`${work.url}/metrics`)).text()
  work.slack.faults.add(fault)
  await work.types(mira, `/incident severity P1`, work.room(number))
  expect(await readyz()).toBe('ready\n')
  for (let minute = 0; minute < 3; minute += 1) await work.aMinuteLater()
  expect(await readyz()).toBe(`Slack: unreachable (${why}).\n`)
  expect(await metrics()).toContain('muster_slack_up 0')
  expect(work.logged.join('')).toContain(`"why":"${why}"`)
  work.slack.faults.clear()
  await work.aMinuteLater()
  expect(await readyz()).toBe('ready\n')
  expect(await metrics()).toContain('muster_slack_up 1')
})
