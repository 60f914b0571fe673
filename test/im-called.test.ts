/** An incident manager is called once somebody has said how severe it is, and nobody is left alone until then. */
import { openAsBlob } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { policySchema } from '#policy/policy.ts'
import { openStage, type Stage } from '../play/stage.ts'
import { wordsOfBlocks } from '../play/screen/words.ts'
import { freely } from './samples/unlimited.ts'

/** The rota has one GEOC. */
const policy = policySchema.parse({ limits: freely, people: { geoc: ['U04DEVON'], im: ['U09HENRI'] } })
const minutes = 60_000

async function declared(): Promise<Stage> {
  const stage = await openStage({ policy, database: { snapshot: await openAsBlob(inject('snapshot')) } })
  await stage.as('amina').types('/incident declare the shop is slow', { in: '#general' })
  return stage
}

const paged = (stage: Stage, who: string) =>
  stage.as(who).seeing('You are paged').length + stage.as(who).seeing('You are on call as').length

test('without a severity the GEOC alone is paged, and the IM once it is P1 or P2', async () => {
  await using stage = await declared()
  expect(stage.as('amina').seeing('@Henri is paged as IM once it is P1 or P2.')).toHaveLength(1)
  expect(stage.as('amina').seeing('IM: nobody yet, paged once it is P1 or P2')).toHaveLength(1)
  await stage.as('devon').clicks('Acknowledge', { in: 'Muster' })
  await stage.as('devon').clicks('Escalate to IM', { in: 'room' })
  const form = wordsOfBlocks(stage.as('devon').modal()?.view.blocks ?? [], stage.reader)
  expect(form).toContain('By itself, the IM is paged once it is P1 or P2. Here you page them now.')
  await stage.as('devon').presses('Cancel')
  await stage.as('devon').types('/incident severity P3', { in: 'room' })
  await stage.advance(20 * minutes)
  expect(paged(stage, 'henri')).toBe(0)
  await stage.as('devon').types('/incident severity P2', { in: 'room' })
  expect(stage.as('henri').seeing('You are on call as IM')).toHaveLength(1)
  expect(stage.as('amina').seeing('paged once')).toEqual([])
})

test('without a severity, and with one GEOC who does not answer, the IM is tried and the end is said', async () => {
  await using stage = await declared()
  await stage.advance(5 * minutes)
  expect(stage.as('henri').seeing('You are paged as GEOC')).toHaveLength(1)
  await stage.advance(5 * minutes)
  const said = stage.as('amina').seeing('Nobody answered as GEOC')
  expect(said).not.toEqual([])
  expect(said[0]).toContain('They are paged again at 14:20.')
  await stage.advance(11 * minutes)
  expect(paged(stage, 'devon')).toBe(1)
})
