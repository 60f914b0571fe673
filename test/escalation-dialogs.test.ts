/** Escalating shows beforehand who would be paged, lets people choose, and pages those. */
import { openAsBlob } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { policySchema } from '#policy/policy.ts'
import type { ModalSeen } from '../sandbox/surface.ts'
import { openStage, type Stage } from '../play/stage.ts'
import { wordsOfBlocks } from '../play/screen/words.ts'
import { freely } from './samples/unlimited.ts'

const [clara, devon, tomas, mira, henri] = ['U03CLARA', 'U04DEVON', 'U06TOMAS', 'U05MIRA', 'U09HENRI']
const policy = policySchema.parse({
  limits: freely,
  people: { geoc: [clara], im: [henri] },
  squads: { payments: { sem: [devon, mira], manager: henri }, orders: { sem: [tomas], manager: henri } },
})

async function open(): Promise<Stage> {
  return openStage({ policy, database: { snapshot: await openAsBlob(inject('snapshot')) } })
}

async function declared(stage: Stage): Promise<void> {
  await stage.as('amina').types('/incident declare the shop is slow', { in: '#general' })
}

function formOf(stage: Stage, who: string): { modal: ModalSeen; words: string } {
  const modal = stage.as(who).modal()
  if (!modal) throw new Error('no form is open')
  return { modal, words: wordsOfBlocks(modal.view.blocks, stage.reader) }
}

async function choose(stage: Stage, who: string, squad: string): Promise<void> {
  const { modal } = formOf(stage, who)
  const option = { text: { type: 'plain_text' as const, text: squad }, value: squad }
  await stage.as(who).does({
    as: stage.as(who).person.id,
    act: 'click',
    place: { viewId: modal.viewId },
    actionId: 'escalate.squad',
    chosen: { type: 'static_select', selected_option: option },
  })
}

test('the form shows who would be asked, follows the squad, and begins where one says', async () => {
  await using stage = await open()
  await stage.slack.surface.do({ as: tomas, act: 'setDnd', on: true })
  await declared(stage)
  await stage.as('amina').clicks('Escalate to SEM', { in: 'room' })
  expect(formOf(stage, 'amina').words).toContain('Choose a squad')
  await choose(stage, 'amina', 'orders')
  expect(formOf(stage, 'amina').words).toMatch(
    /1\. SEM: @Tom\S* \(\d\d:\d\d there, Do Not Disturb is on\) · 1 min\n2\. next SEM: nobody, passed over\n3\. manager: @Henri/,
  )
  await choose(stage, 'amina', 'payments')
  expect(formOf(stage, 'amina').words).toMatch(
    /1\. SEM: @Devon[^]*2\. next SEM: @Mira[^]*3\. manager: @Henri/,
  )
  stage.as('amina').fills({ Squad: 'payments', 'Begin with': 'next SEM' })
  await stage.as('amina').presses('Escalate')
  expect(await stage.app?.incidents.events(1)).toContainEqual(
    expect.objectContaining({ type: 'escalated', role: 'sem:payments', level: 1 }),
  )
  expect(stage.as('mira').seeing('You are paged as SEM payments')).toHaveLength(1)
  expect(stage.as('devon').seeing('You are paged')).toEqual([])
})

test('anybody can be asked by name; who cannot says so with one click, and why if they like', async () => {
  await using stage = await open()
  await declared(stage)
  const amina = stage.as('amina')
  await amina.types(`/incident escalate @${stage.as('tomas').person.name} you know the indexes`, {
    in: 'room',
  })
  expect(stage.as('tomas').seeing('You are paged because somebody asked for you by name.')).toHaveLength(1)
  expect(stage.as('tomas').seeing('you know the indexes')).not.toEqual([])
  await stage.as('tomas').clicks("I can't", { in: 'Muster' })
  expect(await stage.app?.incidents.events(1)).toContainEqual(
    expect.objectContaining({ type: 'page answered', user: tomas, answer: 'declined' }),
  )
  stage.as('tomas').fills({ 'Would you like to say why?': 'on a train' })
  await stage.as('tomas').presses('Say why')
  expect((await stage.app?.incidents.load(1))?.notes).toMatchObject([
    { by: tomas, text: "I can't: on a train" },
  ])
  expect(amina.seeing('was asked to help with #1')).not.toEqual([])

  await amina.clicks('More…', { in: 'room' })
  await amina.presses('Page someone')
  amina.fills({ 'Who?': 'mira', 'What do you need from them?': 'A second pair of eyes' })
  await amina.presses('Page')
  await stage.as('mira').clicks('Acknowledge', { in: 'Muster' })
  const incident = await stage.app?.incidents.load(1)
  expect(incident?.roles).toEqual({})
  expect(incident?.invited).toContainEqual({ user: mira, reason: 'paged' })
})

test('after acknowledging comes the way to a repair, with the checklists of the policy', async () => {
  await using stage = await openStage({
    policy: policySchema.parse({
      limits: freely,
      people: { geoc: [clara], im: [henri] },
      fixes: { deploy_hours: { from: '09:00', to: '12:00' } },
    }),
    database: { snapshot: await openAsBlob(inject('snapshot')) },
  })
  await declared(stage)
  await stage.as('clara').clicks('Acknowledge', { in: 'Muster' })
  expect(stage.as('clara').seeing('Revert it first, understand it later')).not.toEqual([])
  await stage.as('clara').clicks('Start a revert', { in: 'Muster' })
  expect(formOf(stage, 'clara').words).toMatch(/☐ Revert it and release[^]*Outside deploy hours/)
  const { modal } = formOf(stage, 'clara')
  await stage.as('clara').does({
    as: clara,
    act: 'click',
    place: { viewId: modal.viewId },
    actionId: 'fix.kind',
    chosen: {
      type: 'radio_buttons',
      selected_option: { text: { type: 'plain_text', text: 'Hotfix' }, value: 'hotfix' },
    },
  })
  expect(formOf(stage, 'clara').words).toContain('☐ Ask a senior for approval if checks are skipped')

  await stage.as('clara').types('/incident severity P2', { in: 'room' })
  await stage.as('henri').clicks('Acknowledge', { in: 'Muster' })
  expect(stage.as('henri').seeing('The next update is due by 14:30')).not.toEqual([])
  await stage.as('henri').clicks('Post update', { in: 'Muster' })
  expect(formOf(stage, 'henri').modal.title).toBe('Post update')
})

test('a message becomes an update, seen before it is posted', async () => {
  await using stage = await open()
  await declared(stage)
  const clara = stage.as('clara')
  await clara.clicks('Acknowledge', { in: 'Muster' })
  await clara.says('Orders are safe, only slow.', { in: 'room' })
  await clara.runs('Post as update', { in: 'room', on: 'Orders are safe' })
  expect(formOf(stage, 'clara').words).toContain('Orders are safe, only slow.')
  clara.fills({ Update: 'Orders are safe, only slow. We are on it.', 'Next update in': '1 hour' })
  await clara.presses('Preview')
  expect(formOf(stage, 'clara').words).toMatch(
    /This is what they will read:[^]*We are on it\.[^]*next update by 15:00/,
  )
  clara.fills({ Update: 'Orders are safe, only slow. We are on it.' })
  await clara.presses('Post')
  expect((await stage.app?.incidents.load(1))?.updates).toMatchObject([
    { text: 'Orders are safe, only slow. We are on it.', nextAt: new Date('2027-02-12T14:00:00Z') },
  ])
})
