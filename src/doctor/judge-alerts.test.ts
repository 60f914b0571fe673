import { expect, test } from 'vitest'
import { policySchema } from '#policy/policy.ts'
import { judgeAlerts } from './judge-alerts.ts'

const policy = policySchema.parse({
  sources: { prom: { kind: 'alertmanager' }, jobs: { kind: 'heartbeat', every: '15m' } },
  routes: [{ do: 'show' }],
})
const quiet = { unreadable: 0, ended: 4, unknown: 0 }
const mended = (facts: Parameters<typeof judgeAlerts>[0]['alerts'], of = policy) =>
  judgeAlerts({ alerts: facts }, of).flatMap(({ says, todo }) => (todo === null ? [] : [says]))

test('sources that were heard, and routes, need nothing', () => {
  expect(
    mended([
      { source: 'prom', ...quiet },
      { source: 'jobs', ...quiet },
    ]),
  ).toEqual([])
  expect(judgeAlerts({ alerts: [] }, policySchema.parse({}))).toEqual([])
})

test('a silent source, what cannot be read, an end that never comes, and no route at all are told', () => {
  expect(
    mended([{ source: 'prom', unreadable: 2, ended: 0, unknown: 5 }], { ...policy, routes: [] }),
  ).toEqual([
    'nothing has come from jobs yet',
    '2 of what prom sent could not be read',
    'prom never says that an alert is over',
    'there are none: alerts are kept, and nobody is paged',
  ])
})
