import { expect, test } from 'vitest'
import { batchFor, type Neighbour } from './batch.ts'

const now = new Date('2026-02-14T14:00:00Z')
const page = (seconds: number, more: Partial<Neighbour> = {}): Neighbour => ({
  status: 'sent',
  queuedAt: new Date(now.getTime() - seconds * 1000),
  batch: 3,
  drill: false,
  ...more,
})

test.each([
  ['the first page ever', [], false, 1],
  ['one that waits and is fresh', [page(10)], false, 3],
  ['one not sent yet', [page(0, { status: 'queued' })], false, 3],
  ['one that has rung a while ago', [page(61)], false, 4],
  ['one among answered ones', [page(5, { status: 'acknowledged' }), page(5)], false, 3],
  ['an answered one', [page(5, { status: 'acknowledged' })], false, 4],
  ['a full message', Array.from({ length: 25 }, () => page(5)), false, 4],
  ['a drill', [page(5, { drill: true })], false, 4],
  ['a real one, for a drill', [page(5)], true, 4],
])('beside %s', (_, latest, drill, batch) => {
  expect(batchFor(latest, drill, now)).toBe(batch)
})
