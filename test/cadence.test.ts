/** Reminders as people see them: who is reminded of what, when, and how they are left alone. */
import { openAsBlob } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { type Policy, policySchema } from '#policy/policy.ts'
import { measure } from '../play/measures.ts'
import { openStage, type Stage } from '../play/stage.ts'
import { freely } from './samples/unlimited.ts'

const [clara, devon, henri] = ['U03CLARA', 'U04DEVON', 'U09HENRI']
const policy = policySchema.parse({ limits: freely, people: { geoc: [clara, devon], im: [henri] } })
const minutes = 60_000

async function open(
  words = 'the shop is slow',
  with_: { policy?: Policy; starts?: Date } = {},
): Promise<Stage> {
  const stage = await openStage({
    policy,
    database: { snapshot: await openAsBlob(inject('snapshot')) },
    ...with_,
  })
  await stage.as('amina').types(`/incident declare ${words}`, { in: '#general' })
  await stage.as('clara').clicks('Acknowledge', { in: 'Muster' })
  return stage
}

/** The incident turns out to be severe, and Henri takes his part in it. */
async function overseen(): Promise<Stage> {
  const stage = await open()
  await stage.as('clara').types('/incident severity P2', { in: 'room' })
  await stage.as('henri').clicks('Acknowledge', { in: 'Muster' })
  return stage
}

const waiting = 'wait for the next update'

test('the IM is asked for an update when one is due, once, and it settles with the update', async () => {
  await using stage = await overseen()
  await stage.advance(24 * minutes)
  expect(stage.as('henri').seeing(waiting)).toEqual([])
  await stage.advance(2 * minutes)
  expect(stage.as('henri').seeing(waiting)).toHaveLength(1)
  expect(stage.as('clara').seeing(waiting)).toEqual([])
  await stage.advance(25 * minutes)
  expect(stage.as('henri').seeing(waiting)).toHaveLength(1)
  await stage.as('henri').clicks('Post update', { in: 'Muster', on: waiting })
  stage.as('henri').fills({ Update: 'We are on it.' })
  await stage.as('henri').presses('Post')
  expect(stage.as('henri').seeing(waiting)).toEqual([])
  expect(stage.as('henri').seeing('Update 1 on #1 the shop is slow was posted at')).toHaveLength(1)
})

test('"Remind me in 15 min" asks again by another message, "Not needed" never does', async () => {
  await using stage = await overseen()
  await stage.advance(31 * minutes)
  await stage.as('henri').clicks('Remind me in 15 min', { in: 'Muster', on: waiting })
  expect(stage.as('henri').seeing('Asked again at 14:46')).toHaveLength(1)
  // Its request can be carried out all the while.
  await stage.as('henri').clicks('Post update', { in: 'Muster', on: 'Asked again at' })
  expect(stage.slack.surface.modals(henri)).toHaveLength(1)
  await stage.advance(14 * minutes)
  expect(stage.as('henri').seeing(waiting)).toEqual([])
  await stage.advance(2 * minutes)
  expect(stage.as('henri').seeing(waiting)).toHaveLength(1)
  await stage.as('henri').clicks('Not needed', { in: 'Muster', on: waiting })
  await stage.advance(120 * minutes)
  expect(stage.as('henri').seeing(waiting)).toEqual([])
})

test('nobody is reminded while people are plainly writing, but not for ever', async () => {
  await using stage = await overseen()
  await stage.advance(24 * minutes)
  for (const said of ['one', 'two', 'three', 'four']) {
    await stage.as('clara').says(`looking, ${said}`, { in: 'room' })
    await stage.advance(1.5 * minutes)
  }
  expect(stage.as('henri').seeing(waiting)).toEqual([])
  await stage.advance(1 * minutes)
  expect(stage.as('henri').seeing(waiting)).toHaveLength(1)
})

test('a silent room is asked once, its GEOC whether it is over, and what is not set', async () => {
  await using stage = await open()
  await stage.as('clara').types(`/incident assign IM @${stage.as('henri').person.name}`, { in: 'room' })
  await stage.advance(12 * minutes)
  expect(stage.as('clara').seeing('has no severity yet')).toHaveLength(1)
  await stage.advance(20 * minutes)
  expect(stage.as('clara').seeing('How is it going?')).toHaveLength(1)
  await stage.advance(40 * minutes)
  expect(stage.as('clara').seeing('How is it going?')).toHaveLength(1)
  expect(stage.as('clara').seeing('the shop is slow over?')).toHaveLength(1)
  await stage.as('clara').says('still at it', { in: 'room' })
  await stage.advance(11 * minutes)
  expect(stage.as('clara').seeing('How is it going?')).toEqual([])
  expect(stage.as('clara').seeing('the shop is slow over?')).toEqual([])
  const incident = await stage.app?.incidents.load(1)
  if (!incident) throw new Error('there is one')
  expect(measure(incident, 'incidents', stage).remindersPerHour).toBeLessThanOrEqual(4)
})

test('what can wait reminds nobody at night', async () => {
  await using stage = await open('a typo in the footer', { starts: new Date('2027-02-12T21:30:00Z') })
  await stage.as('clara').types('/incident severity P4', { in: 'room' })
  await stage.advance(9 * 60 * minutes)
  expect(stage.as('clara').seeing('has no IM')).toEqual([])
  expect(stage.as('clara').seeing('over?')).toEqual([])
  await stage.advance(24 * 60 * minutes)
  const asked = stage.as('clara').seeing('over?')
  expect(asked).toHaveLength(1)
})

test('somebody long in it is offered relief, and somebody with many the next person', async () => {
  await using stage = await open()
  await stage.advance(3 * 60 * minutes + minutes)
  expect(stage.as('clara').seeing('You have been on #1 the shop is slow for 3 h')).toHaveLength(1)
  for (const title of ['search is empty', 'mails are late']) {
    await stage.as('amina').types(`/incident declare ${title}`, { in: '#general' })
    await stage.as('clara').clicks('Acknowledge', { in: 'Muster', on: title })
  }
  const share = stage.as('clara').seeing('More than your share')
  expect(share).toHaveLength(1)
  expect(share[0]).toContain('#3 mails are late')
  await stage.as('clara').clicks('Hand over', { in: 'Muster', on: 'More than your share' })
  stage.as('clara').fills({ 'What should they know?': 'It is only late, not lost' })
  await stage.as('clara').presses('Offer')
  expect(stage.as('devon').seeing('asks you to take over as GEOC of #3')).toHaveLength(1)
})

test('followers read the updates in one thread of theirs, until they stop', async () => {
  await using stage = await overseen()
  await stage.as('yuki').clicks('Follow', { in: '#incidents' })
  expect(stage.as('yuki').seeing('You follow this incident')).toHaveLength(1)
  await stage.as('henri').types('/incident update Orders are safe.', { in: 'room' })
  const yuki = () => stage.as('yuki').seeing('Orders are safe.')
  const before = yuki().length
  await stage.as('yuki').clicks('Stop following', { in: 'Muster' })
  await stage.as('henri').types('/incident update Orders are slow.', { in: 'room' })
  expect(yuki().length).toBeLessThanOrEqual(before)
  const direct = stage.slack.surface.channels('U07YUKI').find((one) => one.isIm)
  const top = stage.slack.surface.messages('U07YUKI', direct?.id ?? '')
  expect(top).toHaveLength(1)
  const thread = stage.slack.surface.messages('U07YUKI', direct?.id ?? '', top[0]?.ts)
  expect(thread.map(({ text }) => text)).toEqual([
    expect.stringContaining('no longer follow'),
    expect.stringContaining('Orders are safe.'),
  ])
})

test('whom somebody else makes the IM is told what that is, and when stakeholders hear next', async () => {
  await using stage = await open()
  await stage.as('clara').types(`/incident assign IM @${stage.as('jonas').person.name}`, { in: 'room' })
  expect(stage.as('jonas').seeing('The next update is due by 14:30')).toHaveLength(1)
  await stage.as('jonas').clicks('Post update', { in: 'Muster' })
  stage.as('jonas').fills({ Update: 'We are on it.', 'Next update in': '15 minutes' })
  await stage.as('jonas').presses('Post')
  expect(stage.as('jonas').seeing('The next update is due by 14:15')).toHaveLength(1)
})

test('a drill reminds only in its room', async () => {
  await using stage = await openStage({
    policy,
    database: { snapshot: await openAsBlob(inject('snapshot')) },
  })
  await stage.as('amina').types('/incident declare drill the shop is slow', { in: '#general' })
  await stage.as('clara').clicks('Acknowledge', { in: 'room', on: 'Stakeholders: no update' })
  await stage.advance(31 * minutes)
  expect(stage.as('clara').seeing(waiting)).toHaveLength(1)
  const direct = stage.slack.surface.channels(clara).filter((one) => one.isIm)
  expect(direct.flatMap((one) => stage.slack.surface.messages(clara, one.id))).toEqual([])
})
