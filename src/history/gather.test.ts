import { expect, test } from 'vitest'
import { gather } from './gather.ts'

test('pieces that arrive during a run are done together in the next', async () => {
  const runs: number[][] = []
  const double = gather(async (all: readonly number[]) => {
    runs.push([...all])
    return all.map((one) => one * 2)
  })
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6])
  expect(await double(4)).toBe(8)
  expect(runs).toEqual([[1], [2, 3], [4]])
})

test('a piece that fails does not spoil the others', async () => {
  const halve = gather(async (all: readonly number[]) => {
    if (all.some((one) => one % 2 === 1)) throw new Error('odd')
    return all.map((one) => one / 2)
  })
  const ended = await Promise.allSettled([2, 4, 5, 6].map(halve))
  expect(ended.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([1, 2, 'failed', 3])
})
