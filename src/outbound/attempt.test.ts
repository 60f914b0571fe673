import { expect, test } from 'vitest'
import { attemptAt as at, sampleAttempt } from '../../test/samples/sample-attempt.ts'
import { attemptBecomes } from './attempt.ts'

test('of what a system says no text is kept as a code, and no id that is longer than any', () => {
  const became = (reference: string, code: string) =>
    attemptBecomes(
      sampleAttempt,
      { kind: 'sent', reference, code, askAfter: 5_000 },
      { since: at, until: at },
      at,
    )
  expect(became('CA01', '201')).toMatchObject({ reference: 'CA01', code: '201' })
  expect(became('C'.repeat(5_000), 'cannot call +12025550123')).toMatchObject({
    reference: null,
    code: 'other',
  })
})
