import { expect, test } from 'vitest'
import { pageHookBody } from './page-hook-body.ts'
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
