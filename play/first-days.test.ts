import { expect, test } from 'vitest'
import { playDay } from './first-days.ts'
import type { Scene } from './scene.ts'
import { step as steps } from './story/step.ts'

test('a step of the first days that cannot be done is told in two kind lines, and what to do next', async () => {
  const scene = {
    as() {
      throw new Error('Devon is in a hurry,\n  and cannot join')
    },
  } as unknown as Scene
  const step = steps.parse({ who: 'devon', types: '/oncall join geoc' })
  await expect(playDay(14, step, scene)).rejects.toThrow(
    /^The sandbox could not play its company’s first days: step 15, devon\. Devon is in a hurry, and cannot join\nPlease start it once more: it begins afresh\./,
  )
})
