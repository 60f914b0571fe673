import { expect, test } from 'vitest'
import { type Attempt, attemptBecomes } from './attempt.ts'

const at = new Date('2026-11-28T12:00:00Z')
const planned: Attempt = {
  thing: 'ring:1/geoc/0/U1 m1 0',
  nth: 1,
  kind: 'call',
  target: 'm1',
  status: 'planned',
  plannedAt: at,
  statusAt: at,
  code: null,
  reference: null,
  nextAt: null,
  page: '1/geoc/0/U1',
}

test('of what a system says no text is kept as a code, and no id that is longer than any', () => {
  const became = (reference: string, code: string) =>
    attemptBecomes(planned, { kind: 'sent', reference, code, askAfter: 5_000 }, { since: at, until: at }, at)
  expect(became('CA01', '201')).toMatchObject({ reference: 'CA01', code: '201' })
  expect(became('C'.repeat(5_000), 'cannot call +12025550123')).toMatchObject({
    reference: null,
    code: 'other',
  })
})
