import { expect, test } from 'vitest'
import { words } from '../../../test/samples/sample-incident.ts'
import type { ShownPage } from '#escalation/page-view.ts'
import { projectPages } from './pages-projection.ts'

const page = (batch: number, severity: ShownPage['severity'], status: ShownPage['status'] = 'queued') =>
  ({
    subject: batch,
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

test.each<[string, ShownPage[], string[]]>([
  ['a newer one waits', [page(1, 'P3'), page(2, 'P1')], ['batch:1']],
  ['the newer one is answered', [page(1, 'P3'), page(2, 'P1', 'acknowledged')], []],
  ['the older one is answered', [page(1, 'P3', 'acknowledged'), page(2, 'P1')], []],
  ['the newer one is a drill', [page(1, 'P3'), { ...page(2, 'P1'), drill: true, drillIn: 'own' }], []],
  ['the newer one does not stand yet', [page(1, 'P3'), page(3, 'P1')], []],
])('an older message points to a newer one: %s', (_, pages, pointing) => {
  const standing = { done: true, channel: 'D1', ts: '1.2', refused: null, deleted: 0, detail: {} }
  const states = new Map(['batch:1', 'batch:2'].map((name) => [name, { ...standing, name }]))
  const slots = projectPages('U0ANN', pages, states, { words })
  const found = slots.filter(({ message }) => message.text.includes('A newer page is below.'))
  expect(found.map(({ name }) => name)).toEqual(pointing)
})
