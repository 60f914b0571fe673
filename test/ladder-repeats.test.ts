/** A ladder that nobody answers begins again: severe incidents do not wait in silence. */
import { openAsBlob } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { policySchema } from '#policy/policy.ts'
import { openStage, type Stage } from '../play/stage.ts'

const policy = policySchema.parse({ people: { geoc: ['U04DEVON', 'U05MIRA'] } })
const minutes = 60_000

async function declared(severity?: string): Promise<Stage> {
  const stage = await openStage({ policy, database: { snapshot: await openAsBlob(inject('snapshot')) } })
  await stage.as('amina').types('/incident declare the shop is slow', { in: '#general' })
  if (severity !== undefined) await changes(stage, severity)
  return stage
}

async function changes(stage: Stage, severity: string): Promise<void> {
  const devon = stage.as('devon')
  await devon.clicks('Change severity', { in: 'room' })
  devon.fills({ Severity: severity })
  await devon.presses()
}

/** The messages in which each of them was paged: every one of them rang. */
const pages = (stage: Stage) =>
  ['devon', 'mira'].map((who) => stage.as(who).seeing('#1 the shop is slow').filter(isPage).length)
const isOpen = (text: string) => /You are (paged|on call as)/.test(text)
const isPage = (text: string) => /unanswered/.test(text) || isOpen(text)

/** The calls for help where engineers talk. */
const calls = (stage: Stage, because = 'Nobody answered as GEOC') =>
  stage
    .as('henri')
    .seeing(because)
    .filter((text) => text.includes('take it, please do, in #incident-1'))

test('nobody answers: the ladder is climbed four times in all, each time aloud, and then no more', async () => {
  await using stage = await declared()
  await stage.advance(10 * minutes)
  expect(pages(stage)).toEqual([1, 1])
  expect(calls(stage)).toHaveLength(1)
  expect(calls(stage)[0]).toContain('They are paged again at 14:20.')
  await stage.advance(10 * minutes)
  expect(pages(stage)).toEqual([2, 1])
  expect(stage.as('devon').seeing('and nobody has answered so far')).toHaveLength(1)
  await stage.advance(180 * minutes)
  expect(pages(stage)).toEqual([4, 4])
  expect(calls(stage)).toHaveLength(4)
  expect(calls(stage).filter((text) => text.includes('paged again'))).toHaveLength(3)
  expect(calls(stage, 'Nobody is on call as IM')).toEqual([])
  // With nobody to ask, a round would say the same to everybody again.
  await changes(stage, 'P1')
  await stage.advance(60 * minutes)
  expect(calls(stage, 'Nobody is on call as IM')).toHaveLength(1)
})

test('somebody answers in the second round, and nobody is paged any more', async () => {
  await using stage = await declared()
  await stage.advance(21 * minutes)
  await stage.as('devon').clicks('Acknowledge', { in: 'Muster' })
  await stage.advance(60 * minutes)
  expect(stage.as('mira').seeing('#1 the shop is slow').filter(isOpen)).toEqual([])
  expect(calls(stage)).toEqual([])
  expect(stage.as('henri').seeing('@Devon has it now')).not.toEqual([])
})

test('a small incident is left alone, until it turns out to be severe', async () => {
  await using stage = await declared('P3')
  await stage.advance(120 * minutes)
  expect(pages(stage)).toEqual([1, 1])
  await changes(stage, 'P1')
  expect(pages(stage)).toEqual([2, 1])
})

test('an IM who did not answer at P3 is called again at P1, at once and once, and others with them', async () => {
  const ims = policySchema.parse({
    people: { geoc: ['U04DEVON'], im: ['U09HENRI', 'U05MIRA'] },
    ladders: { repeat: { times: 0 } },
  })
  await using stage = await openStage({
    policy: ims,
    database: { snapshot: await openAsBlob(inject('snapshot')) },
  })
  const called = (who: string) => stage.as(who).seeing('#1 the shop is slow').filter(isPage).length
  await stage.as('amina').types('/incident declare the shop is slow', { in: '#general' })
  await stage.as('devon').clicks('Acknowledge', { in: 'Muster' })
  await changes(stage, 'P3')
  await stage.as('devon').types('/incident escalate im', { in: 'room' })
  await stage.advance(30 * minutes)
  expect(['henri', 'mira'].map(called)).toEqual([1, 0])
  await changes(stage, 'P1')
  expect(['henri', 'mira'].map(called)).toEqual([2, 1])
  expect(stage.as('henri').seeing('and nobody has answered so far')).toHaveLength(1)
  await stage.advance(60 * minutes)
  await changes(stage, 'P3')
  await changes(stage, 'P1')
  await stage.advance(60 * minutes)
  expect(['henri', 'mira'].map(called)).toEqual([2, 1])
})
