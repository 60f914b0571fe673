import { expect, test } from 'vitest'
import { words } from '../../test/samples/sample-incident.ts'
import type { ShownPage } from './page-view.ts'
import { ringing } from './ringing.ts'
import { page as sample } from '../../test/samples/sample-page.ts'

const now = new Date('2026-02-14T15:00:00Z')
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const page = (id: string, more: Partial<ShownPage> = {}): ShownPage => ({
  ...sample,
  id,
  status: 'sent',
  severity: 'P3',
  ringsAt: now,
  ...more,
})
const [stands, leaving, gone] = [
  { ts: '1.2', deleted: 0 },
  { ts: null, deleted: 0 },
  { ts: null, deleted: 1 },
]
const many = Array.from({ length: 27 }, (_, n) => page(`${n}`))

test.each<
  [
    string,
    ShownPage[],
    { ts: string | null; deleted: number } | undefined,
    Partial<ReturnType<typeof ringing>>,
  ]
>([
  ['its seconds are over', [page('a')], stands, { ring: ['a'] }],
  ['they are not', [page('a', { ringsAt: after(4) })], stands, { next: after(4) }],
  ['it rang with its message', [page('a', { ringsAt: null })], stands, {}],
  ['it is answered', [page('a', { status: 'acknowledged' })], stands, {}],
  ['its message has not left', [page('a')], leaving, {}],
  ['nothing is recorded of its message', [page('a')], undefined, {}],
  ['its message was deleted', [page('a', { ringsAt: after(4) })], gone, { ring: ['a'] }],
  [
    'others would follow soon, the most severe on top',
    [page('a'), page('b', { ringsAt: after(4), severity: 'P1' })],
    stands,
    { ring: ['b', 'a'] },
  ],
  [
    'there are more than one message holds',
    many,
    stands,
    { ring: many.slice(0, 25).map(({ id }) => id), with: ['25', '26'] },
  ],
])('%s', (_, pages, row, expected) => {
  const rows = new Map(row ? [['batch:1', row]] : [])
  expect(ringing(pages, rows, { words }, now)).toEqual({ ring: [], with: [], next: null, ...expected })
})
