import { expect, test } from 'vitest'
import { inSlices } from './slices.ts'

/** A meter that each step moves by the time it takes; also counts breaths. */
function paced() {
  const seen = { at: 0, breaths: 0 }
  const pace = {
    meter: () => seen.at,
    async breath() {
      seen.breaths += 1
      // Other work has its turn here, and takes time that is not ours.
      seen.at += 1_000
    },
  }
  const takes = (ms: number) => () => {
    seen.at += ms
    return ms
  }
  return { seen, pace, takes }
}

test.each([
  ['short steps are done together', 1, 30, 3],
  ['a long one is followed by a breath', 50, 3, 3],
])('%s', async (_what, ms, steps, breaths) => {
  const { seen, pace, takes } = paced()
  const done = await inSlices(Array.from({ length: steps }), takes(ms), { pace, budget: 1_000 })
  expect([done.length, seen.breaths]).toEqual([steps, breaths])
})

test('work ends when its budget is used up, and breaths do not count', async () => {
  const { pace, takes } = paced()
  const done = await inSlices(Array.from({ length: 100 }), takes(50), { pace, budget: 200 })
  expect(done).toEqual([50, 50, 50, 50])
})
