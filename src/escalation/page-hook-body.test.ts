import { expect, test } from 'vitest'
import { pageHookBody, pageSummaryBody } from './page-hook-body.ts'
import { page } from '../../test/samples/sample-page.ts'

test('carries the page', () => {
  expect(JSON.parse(pageHookBody(page))).toEqual({
    type: 'page',
    id: '12/1/0/U0ANN',
    person: { slack: 'U0ANN', email: 'ann@example.com' },
    role: 'geoc',
    why: 'you are on call as GEOC today',
    incident: { number: 12, severity: 'P1', private: false, title: 'Orders are missing' },
    paged_at: '2026-02-14T14:03:00.000Z',
    climbs_at: '2026-02-14T14:08:00.000Z',
  })
})

test('leaves out the title of a private incident', () => {
  expect(pageHookBody({ ...page, private: true })).not.toContain('Orders')
})

test('names a group of alerts, which is no incident', () => {
  const alert = { ...page, subject: 'A7' } as const
  expect(JSON.parse(pageHookBody(alert))).toMatchObject({
    alert: { name: 'A7', severity: 'P1', title: 'Orders are missing' },
  })
  expect(pageHookBody(alert)).not.toContain('"incident"')
  expect(JSON.parse(pageSummaryBody('s', [alert, page], 'P3'))).toMatchObject({
    incidents: [12],
    alerts: ['A7'],
  })
})
