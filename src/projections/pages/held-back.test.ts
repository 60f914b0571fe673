import { expect, test } from 'vitest'
import { heldBack } from './held-back.ts'
import type { ShownPage } from '#escalation/page-view.ts'

const now = new Date('2026-02-14T15:00:00Z')
const after = (ms: number) => new Date(now.getTime() + ms)
const page = (status: ShownPage['status']) => ({ id: '1/1/0/UGEOC', status, batch: 4 }) as ShownPage
const standing = { ts: '1.2', started_at: null, retry_at: null }

test.each([
  ['it may be edited soon', page('queued'), { ...standing, retry_at: after(500) }, null],
  [
    'it may not be edited for long',
    page('queued'),
    { ...standing, retry_at: after(2_000) },
    { batch: 4, pages: ['1/1/0/UGEOC'] },
  ],
  ['the page is shown already', page('sent'), { ...standing, retry_at: after(2_000) }, null],
  ['the message does not stand yet', page('queued'), { ...standing, ts: null, retry_at: after(2_000) }, null],
  [
    'an edit may have been carried out',
    page('queued'),
    { ...standing, started_at: now, retry_at: after(2_000) },
    null,
  ],
  ['nothing is recorded of the message', page('queued'), undefined, null],
])('%s', (_, one, row, held) => {
  expect(heldBack([one], new Map(row ? [['batch:4', row]] : []), now)).toEqual(held)
})
