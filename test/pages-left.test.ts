/** A page that is over says what became of it, and leads those in who may still come. */
import { openAsBlob } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { policySchema } from '#policy/policy.ts'
import { openStage, type Stage } from '../play/stage.ts'
import { freely } from './samples/unlimited.ts'

const policy = policySchema.parse({
  limits: freely,
  people: { geoc: ['U04DEVON', 'U05MIRA'], im: ['U09HENRI'] },
})
const minutes = 60_000

async function declared(): Promise<Stage> {
  const stage = await openStage({ policy, database: { snapshot: await openAsBlob(inject('snapshot')) } })
  await stage.as('amina').types('/incident declare the shop is slow', { in: '#general' })
  return stage
}

const page = (stage: Stage, who: string, words: string) =>
  stage.as(who).seeing(`#1 the shop is slow: ${words}`).length
const geoc = async (stage: Stage) => (await stage.app?.incidents.load(1))?.roles.geoc

async function resolves(stage: Stage, who: string): Promise<void> {
  await stage.as(who).clicks('Resolve', { in: 'room' })
  stage.as(who).fills({ 'What fixed it?': 'Restarted it', 'What was the impact?': 'Orders were late' })
  await stage.as(who).presses('Resolve')
}

test('a missed page says who has it, leads into the room, and ends as resolved', async () => {
  await using stage = await declared()
  await stage.advance(5 * minutes)
  expect(page(stage, 'devon', 'unanswered; next: @Mira.')).toBe(1)
  await stage.as('mira').clicks('Acknowledge', { in: 'Muster' })
  await stage.advance(1 * minutes)
  expect(page(stage, 'devon', 'unanswered; @Mira has it now.')).toBe(1)
  expect(stage.as('devon').seeing('[Open room]')).not.toEqual([])
  await stage.as('devon').clicks("I'm here now", { in: 'Muster' })
  expect(stage.as('devon').seeing('You are invited to its room')).toHaveLength(1)
  expect(await geoc(stage)).toBe('U05MIRA')
  await resolves(stage, 'mira')
  await stage.advance(1 * minutes)
  for (const who of ['devon', 'mira'])
    expect(page(stage, who, 'Resolved at 2027-02-12 14:06 by @Mira.')).toBe(1)
  expect(page(stage, 'devon', 'unanswered')).toBe(0)
  await expect(stage.as('devon').clicks("I'm here now", { in: 'Muster' })).rejects.toThrow(/no button/)
})

test('whoever comes late has it where nobody else does; the one after them reads who', async () => {
  await using stage = await declared()
  await stage.as('devon').clicks("I can't", { in: 'Muster' })
  expect(page(stage, 'devon', 'you could not; next: @Mira.')).toBe(1)
  await stage.as('devon').clicks("I'm here now", { in: 'Muster' })
  expect(await geoc(stage)).toBe('U04DEVON')
  await stage.advance(1 * minutes)
  expect(page(stage, 'devon', 'you have it.')).toBe(1)
  expect(page(stage, 'mira', 'no longer needed; @Devon has it now.')).toBe(1)
  await stage.as('mira').types('/incident handoff geoc', { in: 'room' })
  await stage.as('mira').clicks('Take over as GEOC')
  await stage.advance(1 * minutes)
  expect(page(stage, 'devon', '@Mira has it now.')).toBe(1)
  expect(page(stage, 'mira', 'you have it.')).toBe(1)
})

test('a day later a page still ends as the incident does', async () => {
  await using stage = await declared()
  await stage.as('devon').clicks('Acknowledge', { in: 'Muster' })
  await stage.as('devon').types('/incident severity P5', { in: 'room' })
  await stage.advance(25 * 60 * minutes)
  await resolves(stage, 'devon')
  await stage.advance(1 * minutes)
  expect(page(stage, 'devon', 'Resolved at 2027-02-13 15:00 by @Devon.')).toBe(1)
})

test('a call for help ends with the incident that nobody took', async () => {
  await using stage = await declared()
  await stage.advance(20 * minutes)
  expect(stage.as('amina').seeing('If you can take it, please do')).not.toEqual([])
  await stage.as('amina').types('/incident cancel a false alarm', { in: 'room' })
  await stage.advance(1 * minutes)
  expect(stage.as('amina').seeing('If you can take it, please do')).toEqual([])
  expect(
    stage.as('amina').seeing('Nobody had answered as GEOC for #1 the shop is slow. Cancelled at'),
  ).not.toEqual([])
})
