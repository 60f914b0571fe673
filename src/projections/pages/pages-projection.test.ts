import { expect, test } from 'vitest'
import { words } from '../../../test/samples/sample-incident.ts'
import type { ShownPage } from '#escalation/page-view.ts'
import { projectPages } from './pages-projection.ts'

const page = (batch: number, severity: ShownPage['severity'], status: ShownPage['status'] = 'queued') =>
  ({
    incident: batch,
    title: '',
    severity,
    private: false,
    role: 'geoc',
    why: '',
    reason: null,
    at: new Date(batch),
    since: new Date(batch),
    climbsAt: null,
    status,
    roomChannel: null,
    batch,
  }) as ShownPage

test.each([
  ['the oldest', [page(1, 'P3'), page(2, 'P3')], [1, 2]],
  ['the most severe', [page(1, 'P3'), page(2, 'P3'), page(2, 'P1')], [2, 1]],
  ['without a severity as the policy treats it', [page(1, 'P3'), page(2, null)], [2, 1]],
  ['what still waits', [page(1, 'P1', 'acknowledged'), page(1, 'P4'), page(2, 'P3')], [2, 1]],
])('messages that have to wait leave in order: %s first', (_, pages, order) => {
  const slots = projectPages('U0ANN', pages, new Map(), { words })
  expect(slots.map(({ name }) => name)).toEqual(order.map((batch) => `batch:${batch}`))
})
