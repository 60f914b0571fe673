import { expect, inject, test } from 'vitest'
import { limitEverything } from './pages-first.ts'

test('after 429 on everything, every page goes out before anything else of its method and channel', async () => {
  const { shown, overtaken, others } = await limitEverything(6, inject('snapshot'))
  expect(overtaken).toEqual([])
  expect(others).toBeGreaterThan(6)
  expect(shown).toEqual([2, 3, 4, 5, 6, 7].flatMap((n) => [`#${n} U03CLARA`, `#${n} U09HENRI`]))
})
