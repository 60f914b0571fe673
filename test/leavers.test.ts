/** Roles, offers, documents and promises do not stay with somebody who has left the company, heard of or not. */
import { openAsBlob } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { policySchema } from '#policy/policy.ts'
import { openStage, type Stage } from '../play/stage.ts'

const [clara, devon, henri] = ['U03CLARA', 'U04DEVON', 'U09HENRI']
const policy = policySchema.parse({ people: { geoc: [clara, devon], im: [henri] } })
const minutes = 60_000

async function open(): Promise<Stage> {
  const stage = await openStage({ policy, database: { snapshot: await openAsBlob(inject('snapshot')) } })
  await stage.as('amina').types('/incident declare the shop is slow', { in: '#general' })
  await stage.as('clara').clicks('Acknowledge', { in: 'Muster' })
  await stage.as('clara').types('/incident severity P2', { in: 'room' })
  await stage.as('henri').clicks('Acknowledge', { in: 'Muster' })
  return stage
}

const leaves = (stage: Stage, who: string) => {
  const player = stage.as(who)
  return player.does({ as: player.person.id, act: 'deactivate' })
}

/** Slack tells nobody of it for a week. */
const loseEvents = (stage: Stage) => stage.slack.faults.set({ events: { delayMinutes: 7 * 24 * 60 } })

test('the GEOC leaves: the room and its card say so, and whoever is next takes it', async () => {
  await using stage = await open()
  await leaves(stage, 'clara')
  expect(stage.as('devon').seeing('You are on call as GEOC')).toHaveLength(1)
  const henris = stage.as('henri')
  expect(henris.seeing('@Clara left the company')).toHaveLength(2)
  expect(henris.seeing('GEOC: nobody now, since @Clara left the company')).toHaveLength(1)
  await stage.as('devon').clicks('Acknowledge', { in: 'room' })
  expect(henris.seeing('GEOC: @Devon')).not.toEqual([])
  expect(henris.seeing('GEOC: nobody now')).toEqual([])
  await expect(henris.clicks('Acknowledge', { in: 'room' })).rejects.toThrow(/"Acknowledge"/)
})

test('the GEOC leaves and the event is lost: the next reading of the people asks somebody else', async () => {
  await using stage = await open()
  loseEvents(stage)
  await leaves(stage, 'clara')
  expect(stage.as('devon').seeing('You are on call as GEOC')).toEqual([])
  await stage.advance(24 * 60 * minutes)
  expect(stage.as('devon').seeing('You are on call as GEOC')).toHaveLength(1)
  expect(stage.as('henri').seeing('@Clara left the company')).not.toEqual([])
})

test('the IM of something small leaves: a new one is asked for, though the policy calls none by itself', async () => {
  await using stage = await open()
  await stage.as('clara').clicks('Change severity', { in: 'room' })
  stage.as('clara').fills({ Severity: 'P3' })
  await stage.as('clara').presses()
  await leaves(stage, 'henri')
  expect(stage.as('clara').seeing('IM: nobody now, since @Henri left the company')).toHaveLength(1)
  expect(stage.as('amina').seeing('Nobody is on call as IM')).not.toEqual([])
})

test('the GEOC leaves after it was resolved, and it comes back: the next one is paged', async () => {
  await using stage = await open()
  await resolve(stage)
  await leaves(stage, 'clara')
  expect(stage.as('devon').seeing('You are on call as GEOC')).toEqual([])
  await stage.as('henri').clicks('Reopen', { in: 'room' })
  stage.as('henri').fills({ 'What do you see?': 'it is back' })
  await stage.as('henri').presses()
  expect(stage.as('devon').seeing('You are on call as GEOC')).toHaveLength(1)
})

test('a person who was offered a role and leaves is offered nothing any more', async () => {
  await using stage = await open()
  const giver = stage.as('clara')
  await giver.clicks('More…', { in: 'room' })
  await giver.clicks('Hand over')
  giver.fills({ Role: 'GEOC', 'Who should take it?': 'devon' })
  await giver.presses()
  const outcomes = async () => (await stage.app?.incidents.load(1))?.offers.map(({ outcome }) => outcome)
  expect(await outcomes()).toEqual(['open'])
  await leaves(stage, 'devon')
  expect(await outcomes()).toEqual(['withdrawn'])
  expect(stage.as('clara').seeing('The offer of GEOC to them is withdrawn')).toHaveLength(1)
})

test('a follower who leaves gets no updates any more', async () => {
  await using stage = await open()
  await stage.as('mira').clicks('Follow', { in: '#incidents' })
  await leaves(stage, 'mira')
  const refused = () => stage.slack.journal.calls().filter(({ ok }) => !ok)
  const before = refused().length
  await stage.as('henri').clicks('Post update', { in: 'room' })
  stage.as('henri').fills({ Update: 'half of the orders arrive' })
  await stage.as('henri').presses()
  expect(refused().slice(before)).toEqual([])
})

test('what they had to write and had promised passes on, and is reminded of', async () => {
  await using stage = await open()
  await resolve(stage)
  const promising = stage.as('clara')
  await promising.clicks('Add action…', { in: 'room' })
  promising.fills({ 'What will be true when it is done?': 'an alert fires', 'Who will do it?': 'clara' })
  promising.fills({ 'By when?': '2027-02-15' })
  await promising.presses()
  loseEvents(stage)
  await leaves(stage, 'clara')
  await stage.advance(24 * 60 * minutes)
  const told = stage.as('henri').seeing('@Clara left the company')
  expect(told).toHaveLength(2)
  for (const one of told) {
    expect(one).toContain('The post-mortem of #1 the shop is slow passes to @Henri.')
    expect(one).toContain('an alert fires · @Henri')
  }
  await stage.as('henri').clicks('Owner…', { in: 'Muster' })
  stage.as('henri').fills({ 'Who writes the post-mortem?': 'clara' })
  const refused = { owner: 'Clara cannot be asked: nobody reads that account.' }
  expect(await stage.as('henri').presses()).toMatchObject({ errors: refused })
  await stage.advance(4 * 24 * 60 * minutes)
  expect(stage.as('henri').seeing('Overdue: A1 of #1')).toHaveLength(1)
})

test('a reporter who left before it was resolved owns no post-mortem', async () => {
  await using stage = await openStage({ database: { snapshot: await openAsBlob(inject('snapshot')) } })
  await stage.as('amina').types('/incident declare the shop is slow', { in: '#general' })
  await leaves(stage, 'amina')
  await stage.as('henri').types('/incident join #1', { in: '#general' })
  await resolve(stage, 'henri')
  expect((await stage.app?.postmortems.whole(1))?.postmortem?.owner).toBeNull()
})

test('a reminder that Slack refuses for good is said in the room', async () => {
  await using stage = await open()
  await stage.advance(24.9 * minutes)
  const direct = stage.slack.surface.channels(henri).find(({ isIm }) => isIm)?.id ?? ''
  const refusal = { kind: 'refused', error: 'messages_tab_disabled' } as const
  stage.slack.faults.add({ ...refusal, method: 'chat.postMessage', channel: direct })
  await stage.advance(2 * minutes)
  expect(stage.as('amina').seeing('Slack refuses to bring this to @Henri')).toHaveLength(1)
})

async function resolve(stage: Stage, who = 'clara'): Promise<void> {
  const player = stage.as(who)
  await player.clicks('Resolve', { in: 'room' })
  player.fills({ 'What fixed it?': 'rolled back', 'What was the impact?': 'no orders' })
  await player.presses()
}
