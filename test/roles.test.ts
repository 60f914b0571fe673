/** A role is given away by the one who has it; whoever takes it over, offers it or answers, the others concerned hear of it. */
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

/** Devon is GEOC, Henri IM; Clara and Tomás are in the room. */
async function open(): Promise<Stage> {
  const stage = await openStage({ policy, database: { snapshot: await openAsBlob(inject('snapshot')) } })
  await stage.as('amina').types('/incident declare the shop is slow', { in: '#general' })
  await stage.as('devon').clicks('Acknowledge', { in: 'Muster' })
  await stage.as('devon').types('/incident severity P2', { in: 'room' })
  await stage.as('henri').clicks('Acknowledge', { in: 'Muster' })
  for (const who of ['clara', 'tomas']) await stage.as(who).types('/incident join #1', { in: '#general' })
  return stage
}

const named = (stage: Stage, who: string) => `@${stage.as(who).person.name}`
const geoc = async (stage: Stage) => (await stage.app?.incidents.load(1))?.roles.geoc
const asked = 'GEOC of #1 is @Devon: ask them, or take it over.'
const lost = 'took over as GEOC of #1 the shop is slow from you'

test.each(['handoff geoc', 'assign geoc'])(
  'somebody else does not give the role away with %s',
  async (verb) => {
    await using stage = await open()
    await stage.as('clara').types(`/incident ${verb} ${named(stage, 'tomas')}`, { in: 'room' })
    expect(stage.as('clara').seeing(asked)).toHaveLength(1)
    expect(stage.as('tomas').seeing('asks you to take over')).toEqual([])
    expect(await geoc(stage)).toBe('U04DEVON')
  },
)

test('who takes it over has it; the one who had it is told, and the room in one line', async () => {
  await using stage = await open()
  for (const who of ['clara', 'tomas']) {
    await stage.as(who).types(`/incident handoff geoc ${named(stage, 'mira')}`, { in: 'room' })
    expect(stage.as(who).seeing(asked)).toHaveLength(1)
  }
  await stage.as('clara').clicks('Take over as GEOC')
  expect(await geoc(stage)).toBe('U03CLARA')
  expect(stage.as('devon').seeing(`@Clara ${lost}`)).toHaveLength(1)
  expect(stage.as('amina').seeing('GEOC: Devon → Clara')).toHaveLength(1)
  // Tomás pressed a moment later: what he was asked about is no longer so.
  await stage.as('tomas').clicks('Take over as GEOC')
  expect(stage.as('tomas').seeing('@Clara has taken it over already')).toHaveLength(1)
  expect(await geoc(stage)).toBe('U03CLARA')
})

test('the form of another person is answered with the way to take it over', async () => {
  await using stage = await open()
  await stage.as('clara').clicks('More…', { in: 'room' })
  await stage.as('clara').clicks('Hand over')
  await stage.as('clara').clicks('Take over as GEOC')
  expect(await geoc(stage)).toBe('U03CLARA')
})

test('an offer tells all that its reader needs, and its answer reaches the one who made it', async () => {
  await using stage = await open()
  await stage.as('devon').types('/incident handoff geoc ' + named(stage, 'mira'), { in: 'room' })
  const [offer = ''] = stage.as('mira').seeing('asks you to take over as GEOC of #1')
  for (const told of [
    'P2',
    'Room: #incident-1',
    'In it: GEOC @Devon, IM @Henri',
    'Nothing has been tried yet',
    'Next update due',
  ])
    expect(offer).toContain(told)
  expect(stage.as('devon').seeing('It stays yours until they accept.')).toHaveLength(1)
  await stage.as('mira').clicks('Decline', { in: 'Muster' })
  expect(
    stage.as('devon').seeing('@Mira declined to take over as GEOC of #1 the shop is slow. It is yours.'),
  ).toHaveLength(1)
  expect(stage.as('devon').seeing('It stays yours until they accept.')).toEqual([])
  await stage.as('devon').clicks('Hand over', { in: 'Muster' })
  stage.as('devon').fills({ Role: 'GEOC', 'Who should take it?': 'mira' })
  await stage.as('devon').presses('Offer')
  await stage.as('mira').clicks('Accept', { in: 'Muster' })
  await stage.advance(1 * minutes)
  expect(stage.as('devon').seeing('@Mira took over as GEOC of #1 the shop is slow.')).toHaveLength(1)
  expect(stage.as('amina').seeing('GEOC: Devon → Mira')).toHaveLength(1)
  expect(stage.as('mira').seeing('You accepted. It is yours.')).toHaveLength(1)
  await stage.as('mira').types('/incident assign geoc ' + named(stage, 'tomas'), { in: 'room' })
  await stage.advance(1 * minutes)
  expect(stage.as('mira').seeing('You accepted. @Tomás has it now.')).toHaveLength(1)
  expect(stage.as('mira').seeing('It is yours.')).toEqual([])
  expect(stage.as('tomas').seeing('You have #1 the shop is slow.')).toHaveLength(1)
})

test('the IM may offer it: the one who has it reads so, and an offer nobody answers reminds all once', async () => {
  await using stage = await open()
  await stage.as('henri').types('/incident handoff geoc ' + named(stage, 'mira'), { in: 'room' })
  expect(stage.as('devon').seeing('@Henri offered GEOC of #1 the shop is slow to @Mira.')).toHaveLength(1)
  await stage.advance(4 * minutes)
  expect(stage.as('mira').seeing('still waits for your answer')).toEqual([])
  await stage.advance(2 * minutes)
  for (const [who, words] of [
    ['mira', '@Henri still waits for your answer'],
    ['henri', '@Mira has not answered yet'],
    ['devon', '@Mira has not answered yet'],
  ] as const)
    expect(stage.as(who).seeing(words)).toHaveLength(1)
  await stage.advance(20 * minutes)
  expect(stage.as('mira').seeing('still waits for your answer')).toHaveLength(1)
  await stage.as('mira').clicks('Accept', { in: 'Muster', on: 'still waits' })
  for (const who of ['mira', 'henri', 'devon']) {
    expect(stage.as(who).seeing('still waits for your answer')).toEqual([])
    expect(stage.as(who).seeing('has not answered yet')).toEqual([])
  }
  expect(stage.as('devon').seeing('@Mira took over as GEOC of #1 the shop is slow.')).toHaveLength(1)
  expect(await geoc(stage)).toBe('U05MIRA')
})
