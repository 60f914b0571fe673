import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { pageHookRequest } from './page-hook-request.ts'
import { at, page } from '../../test/samples/sample-page.ts'

test('carries the page, signed', () => {
  const { headers, body } = pageHookRequest(page, 'secret', at)
  expect(JSON.parse(body)).toEqual({
    type: 'page',
    id: '12/1/0/U0ANN',
    person: { slack: 'U0ANN', email: 'ann@example.com' },
    role: 'geoc',
    why: 'you are GEOC today',
    incident: { number: 12, severity: 'P1', private: false, title: 'Orders are missing' },
    paged_at: '2026-02-14T14:03:00.000Z',
    climbs_at: '2026-02-14T14:08:00.000Z',
  })
  const expected = createHmac('sha256', 'secret').update(`v1:1771077780:${body}`).digest('hex')
  expect(headers).toMatchObject({
    'x-muster-timestamp': '1771077780',
    'x-muster-signature': `v1=${expected}`,
  })
})

test('says nothing of what a private incident is about', () => {
  expect(pageHookRequest({ ...page, private: true }, 'secret', at).body).not.toContain('Orders')
})
