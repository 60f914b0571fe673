import { expect, test } from 'vitest'
import { batchFor, type Neighbour } from './batch.ts'

const now = new Date('2026-02-14T14:00:00Z')
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
/** A P3 in the person's third message, which rang this many seconds ago. */
const page = (seconds: number, more: Partial<Neighbour> = {}): Neighbour => ({
  status: 'sent',
  sentAt: at(-seconds),
  batch: 3,
  ringsAt: null,
  rank: 2,
  drill: false,
  ...more,
})
const leaving: Partial<Neighbour> = { status: 'queued', sentAt: null }
const answered: Partial<Neighbour> = { status: 'acknowledged' }

test.each<[string, Neighbour[], Partial<Neighbour>, number, Date | null]>([
  ['the first page ever', [], {}, 1, null],
  ['of the same severity, beside one that has just rung', [page(4)], {}, 3, at(6)],
  ['less severe', [page(4)], { rank: 3 }, 3, at(6)],
  ['more severe', [page(4)], { rank: 1 }, 4, null],
  ['more severe than all that wait', [page(4, { ...answered, rank: 0 }), page(4)], { rank: 1 }, 4, null],
  ['less severe than one of several', [page(4, { rank: 0 }), page(4)], { rank: 1 }, 3, at(6)],
  ['ten seconds later', [page(10)], {}, 4, null],
  ['after others were added in silence', [page(11), page(2, { ringsAt: at(-1) })], {}, 4, null],
  ['beside one that has not left', [page(0, leaving)], {}, 3, at(10)],
  ['more severe, beside one that has not left', [page(0, leaving)], { rank: 0 }, 3, now],
  ['beside answered ones', [page(5, answered), page(5)], {}, 3, at(5)],
  ['after an answered one', [page(5, answered)], {}, 4, null],
  ['a full message', Array.from({ length: 25 }, () => page(5)), {}, 4, null],
  ['after a drill', [page(5, { drill: true })], {}, 4, null],
  ['a drill', [page(5)], { drill: true }, 4, null],
])('%s', (_, latest, fresh, batch, ringsAt) => {
  expect(batchFor(latest, { rank: 2, drill: false, ...fresh }, now)).toEqual({ batch, ringsAt })
})
