import { openAsBlob } from 'node:fs'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { policySchema } from '#policy/policy.ts'
import type { Player } from '../play/player.ts'
import { openStage, type Stage } from '../play/stage.ts'

const policy = policySchema.parse({
  rotas: { time_zone: 'Europe/Paris', holidays: ['2026-12-25'] },
  squads: { payments: {} },
})
let stage: Stage
let clara: Player
let devon: Player
let mira: Player

/** Clara, Devon and Mira share the GEOC's days, from a Monday noon on. */
beforeAll(async () => {
  stage = await openStage({
    policy,
    starts: new Date('2026-11-23T11:00:00Z'),
    publicUrl: 'https://muster.example.com/',
    database: { snapshot: await openAsBlob(inject('snapshot')) },
  })
  ;[clara, devon, mira] = [stage.as('clara.moreau'), stage.as('devon.adeyemi'), stage.as('mira.kowalska')]
  for (const person of [clara, devon, mira]) await person.types('/oncall join geoc')
})
afterAll(() => stage[Symbol.asyncDispose]())

/** The private answer to a person who typed it. */
async function typed(person: Player, line: string): Promise<string> {
  expect(await person.types(line)).toEqual({ ok: true })
  return told(person)
}

function told({ person }: Player): string {
  return stage.slack.surface.ephemerals(person.id).at(-1)?.text ?? ''
}

const shifts = async (person: Player): Promise<string[]> => {
  const state = await typed(person, '/oncall schedule geoc')
  return state.split('\n').filter((line) => line.endsWith('you'))
}

test('joining says what it means, and once is enough', async () => {
  expect(await typed(clara, '/oncall join geoc')).toContain('in this rota already')
  const im = await typed(devon, '/oncall join')
  expect(im).toContain('Which rota?')
  await devon.clicks('Join', { in: '#general', on: 'SEM payments' })
  expect(told(devon)).toMatch(/You are in SEM payments.*hands over at 09:00 \(Europe\/Paris\)/)
  expect(await typed(clara, '/oncall join pyments')).toContain(
    'There is no rota "pyments". The rotas: GEOC, IM',
  )
})

test('who is on call now, until when, and who is next', async () => {
  const now = await typed(mira, '/oncall')
  expect(now).toMatch(/GEOC: <@U\w+> until 2026-11-24 08:00 UTC, then <@U\w+>/)
  expect(now).toContain('IM: nobody')
})

test('the schedule goes week by week, marks weekends and one’s own, and goes on', async () => {
  const first = await typed(mira, '/oncall schedule')
  expect(first).toContain('GEOC: who is on call')
  expect(first).toContain('This week\nMon 23 Nov')
  expect(first).toMatch(/Sat 28 Nov {3}<@\w+> · weekend/)
  expect(first).toContain('· you')
  expect(first).not.toContain('Tue 8 Dec')
  await mira.clicks('Show more', { in: '#general', on: 'GEOC: who is on call' })
  expect(told(mira)).toMatch(/Week of 7 Dec\n(Mon 7 Dec.*\n)?Tue 8 Dec/)
  expect(told(mira)).not.toContain('Mon 23 Nov')
  await mira.clicks('Show more', { in: '#general', on: 'Tue 8 Dec' })
  expect(told(mira)).toMatch(/Fri 25 Dec {3}<@\w+> · holiday/)
})

test('every day has a reason', async () => {
  expect(await typed(mira, '/oncall why')).toMatch(/has GEOC from .* to .*:\n.*available/)
  expect(await typed(mira, '/oncall why saturday geoc')).toMatch(
    /2026-11-28 .*\nfewest weekend turns|weekend turns/,
  )
  expect(await typed(mira, '/oncall why 2026-13-45')).toContain('A day is written like 2026-12-24')
  expect(await typed(mira, '/oncall why friday im')).toContain('Nobody is on call as IM')
})

test('some hours are covered by whoever takes them first; the other is told', async () => {
  const [day] = (await shifts(mira)).filter((line) => !line.includes(' to '))
  expect(day).toBeDefined()
  await mira.types('/oncall cover friday')
  await mira.presses()
  expect(mira.modal()?.view.blocks.some((block) => JSON.stringify(block).includes('Asked.'))).toBe(true)
  await mira.presses('Close')
  const takes = async (player: Player) => {
    const asked = await player.message({ in: 'Muster', on: 'who can be GEOC' })
    const blockId = asked.blocks?.find((block) => JSON.stringify(block).includes('cover.take'))?.block_id
    return {
      as: player.person.id,
      act: 'click',
      place: { channel: asked.channel, ts: asked.ts },
      actionId: 'cover.take',
      ...(blockId && { blockId }),
    } as const
  }
  const { surface } = stage.slack
  const both = [await takes(clara), await takes(devon)]
  await Promise.all(both.map((one) => surface.do(one)))
  await stage.settle()
  const answers = [told(clara), told(devon)]
  expect(answers.filter((answer) => answer.includes('It is yours.'))).toHaveLength(1)
  expect(answers.filter((answer) => answer.includes('a moment faster'))).toHaveLength(1)
})

test('two people swap a shift each', async () => {
  await mira.types('/oncall swap @devon.adeyemi')
  const theirs = optionOf(mira, 'theirs')
  expect(theirs).toContain('Devon')
  mira.fills({ 'You give': optionOf(mira, 'mine', 1), 'You take': theirs })
  expect(await mira.presses()).toEqual({ ok: true })
  await mira.presses('Close')
  await stage.advance(60_000)
  await devon.clicks('Accept', { in: 'Muster', on: 'offers you a swap' })
  expect(told(devon)).toContain('Swapped.')
  expect(told(devon).match(/→/g)).toHaveLength(2)
})

test('who is away is given nothing, comes back, and is told kindly how to write it', async () => {
  expect(await typed(mira, '/oncall away 2026-12-27 to 2026-12-24')).toContain(
    'away 2026-12-24 to 2026-12-27',
  )
  expect(await typed(mira, '/oncall away 2026-12-01 to 2056-12-01')).toContain('is a year long at most')
  expect(await typed(mira, '/oncall back')).toContain('not marked as away')
  expect(await typed(mira, '/oncall away 2026-12-24 to 2026-12-27')).toContain(
    'You are away Thu 24 Dec to Sun 27 Dec',
  )
  expect(await typed(mira, '/oncall back')).toContain('Welcome back.')
  expect(await typed(mira, '/oncall back')).toContain('not marked as away')
  await mira.types('/oncall away')
  mira.fills({ 'First day': '2027-01-04', 'Last day': '2027-01-02' })
  expect((await mira.presses()).errors).toEqual({ last: 'The last day comes before the first one.' })
  mira.fills({ 'First day': '2027-01-04', 'Last day': '2027-01-06' })
  await mira.presses()
  expect(JSON.stringify(mira.modal()?.view.blocks)).toContain('You are away Mon 4 Jan to Wed 6 Jan')
  await mira.presses('Close')
  expect(await typed(mira, '/oncall back')).toContain('Welcome back.')
})

test('the hours of a month are a table that payroll can read', async () => {
  const csv = await typed(mira, '/oncall hours')
  expect(csv).toContain(
    'month,rota,person,name,time_zone,hours,day,night,weekend,holiday,turns,covers,pages_at_night',
  )
  expect(csv).toMatch(/2026-11,GEOC,U\w+,Clara Moreau|2026-11,GEOC,U\w+,/)
  const files = stage.slack.journal.calls('files.completeUploadExternal')
  expect(files.at(-1)?.args).toMatchObject({ channel_id: expect.stringMatching(/^D/) })
  expect(JSON.stringify(files.at(-1)?.args)).toContain('On call in 2026-11')
  expect(await typed(mira, '/oncall hours summer')).toContain('A month is written like /oncall hours 2026-11')
})

test('colleagues are added and removed by whoever may', async () => {
  expect(await typed(mira, '/oncall add @yuki.tanabe')).toContain('Say which rota as well')
  expect(await typed(mira, '/oncall add')).toContain('Say who')
  expect(await typed(mira, '/oncall add @yuki.tanabe im')).toMatch(/<@U07YUKI> is in IM now/)
  expect(await typed(mira, '/oncall remove @yuki.tanabe im')).toContain('Not changed yet. You are not in IM')
  expect(await typed(stage.as('yuki'), '/oncall remove @yuki.tanabe im')).toMatch(
    /<@U07YUKI> is not in IM any more/,
  )
})

test('who is on call is decided by hand, for a reason that whoever it moves reads', async () => {
  const holder = /GEOC: <@(\w+)>/.exec(await typed(mira, '/oncall'))?.[1]
  const [before, after] = [clara, devon].toSorted((a) => (a.person.id === holder ? -1 : 1))
  await mira.types(`/oncall override @${after?.person.name} geoc`)
  expect(await mira.presses()).toMatchObject({ errors: { reason: expect.any(String) } })
  mira.fills({ 'Why?': 'The migration is theirs' })
  await mira.presses()
  expect(JSON.stringify(mira.modal()?.view.blocks)).toContain(' is GEOC')
  await mira.presses('Close')
  expect(await typed(mira, '/oncall')).toContain(`GEOC: <@${after?.person.id}>, as decided by`)
  expect(await typed(mira, '/oncall why geoc')).toContain('decided so: The migration is theirs')
  await stage.advance(60_000)
  expect(before?.seeing('They say: The migration is theirs')).toHaveLength(1)
})

test('who is on call is decided in one line, for the turns of a day; what the line leaves out is asked', async () => {
  const line = '/oncall override @yuki.tanabe geoc saturday because they know the freeze'
  expect(await typed(mira, line)).toContain(
    '<@U07YUKI> is GEOC from 2026-11-28 08:00 UTC to 2026-11-29 08:00 UTC.',
  )
  expect(await typed(mira, '/oncall why saturday geoc')).toContain('decided so: they know the freeze')
  expect(await typed(mira, line.replace('saturday', 'someday'))).toContain('I do not understand "someday"')
  await mira.types('/oncall override geoc because @yuki.tanabe knows the freeze')
  expect(JSON.stringify(mira.modal()?.view.blocks)).not.toContain('U07YUKI')
  await mira.presses('Cancel')
  await mira.types(line.replace('geoc saturday', 'sunday'))
  const form = JSON.stringify(mira.modal()?.view.blocks)
  expect(form).toContain('they know the freeze')
  expect(form).toContain(String(new Date('2026-11-29T08:00:00Z').getTime() / 1000))
  await mira.presses('Cancel')
})

test('the App Home shows it all, follows changes, and is quiet otherwise', async () => {
  await mira.opensHome()
  const shown = () => mira.screen().get('home') ?? ''
  expect(shown()).toMatch(/On call now[^]*GEOC: [^]*My next turns/)
  const published = () => stage.slack.journal.calls('views.publish').length
  const before = published()
  await mira.opensHome()
  expect(published()).toBe(before)
  expect(shown()).not.toContain('Away')
  await typed(mira, '/oncall away 2027-01-04')
  expect(shown()).toContain('Away Mon 4 Jan')
  await mira.clicks('Not away after all', { in: 'home' })
  expect(JSON.stringify(mira.modal()?.view.blocks)).toContain('Welcome back.')
  await mira.presses('Close')
  expect(shown()).not.toContain('Away')
  await mira.clicks('Find cover', { in: 'home' })
  expect(mira.modal()?.title).toBe('Find cover')
  await mira.presses('Cancel')
  await mira.clicks('Schedule', { in: 'home' })
  expect(JSON.stringify(mira.modal()?.view.blocks)).toContain('GEOC: who is on call')
  await mira.presses('Close')
  await mira.types('/incident declare the shop is slow')
  expect(shown()).toMatch(
    /^[^]*Declare an incident[^]*Open incidents[^]*the shop is slow[^]*declared by you[^]*On call now/,
  )
})

test('calendars read the turns by a secret address, until it is replaced', async () => {
  const said = await typed(mira, '/oncall calendar')
  const [, secret = ''] = /GEOC\nhttps:\/\/muster\.example\.com\/calendar\/([\w-]+)\.ics/.exec(said) ?? []
  const feed = () => fetch(`http://127.0.0.1:${stage.app?.port}/calendar/${secret}.ics`)
  const answer = await feed()
  expect(answer.headers.get('content-type')).toContain('text/calendar')
  const text = await answer.text()
  expect(text).toContain('SUMMARY:GEOC: ')
  expect(text).not.toContain('the shop is slow')
  await mira.clicks('Get a new address', { in: '#general', on: 'On call in your calendar' })
  expect((await feed()).status).toBe(200)
  const mine = /My turns\nhttps:\/\/muster\.example\.com\/calendar\/([\w-]+)\.ics/
  expect(mine.exec(told(mira))?.[1]).not.toBe(mine.exec(said)?.[1])
})

test('the one on call leaves a note, others do not', async () => {
  const now = await typed(mira, '/oncall')
  const [, user = ''] = /GEOC: <@(\w+)>/.exec(now) ?? []
  const holder = [clara, devon, mira].find(({ person }) => person.id === user)
  await holder?.types('/oncall handover geoc')
  holder?.fills({ 'What to watch?': 'the queue of mails' })
  await holder?.presses()
  expect(JSON.stringify(holder?.modal()?.view.blocks)).toContain('Your note is saved.')
  await holder?.presses('Close')
  await holder?.types('/oncall handover geoc')
  expect(JSON.stringify(holder?.modal()?.view.blocks)).toContain('the queue of mails')
  await holder?.presses('Cancel')
})

test('a test page comes, and is answered', async () => {
  expect(await typed(mira, '/oncall test')).toContain('You are being paged')
  const before = mira.screen()
  await stage.advance(60_000)
  await mira.clicks('Acknowledge', { in: 'Muster', on: 'test' })
  expect(mira.screen()).not.toEqual(before)
})

test('a page at night is counted beside the hours', async () => {
  const holder = /GEOC: <@(\w+)>/.exec(await typed(mira, '/oncall'))?.[1]
  await stage.advanceTo(new Date('2026-11-23T23:30:00Z'))
  await stage.as('amina.okafor').types('/incident declare orders vanish')
  expect(await typed(mira, '/oncall hours')).toMatch(new RegExp(`GEOC,${holder},.*,1$`, 'm'))
})

test('leaving gives the days to the others', async () => {
  expect(await typed(mira, '/oncall leave geoc')).toMatch(/You have left GEOC[^]*→/)
  expect(await typed(mira, '/oncall leave')).toContain('You are in no rota')
  expect(await typed(mira, '/oncall help')).toContain('/oncall schedule')
  expect(await typed(mira, '/oncall shedule')).toContain('Did you mean /oncall schedule?')
})

/** The words of one choice that a form offers. */
function optionOf(player: Player, field: string, index = 0): string {
  const block = player.modal()?.view.blocks.find((one) => one.block_id === field)
  const element = block?.['element'] as { options: { text: { text: string } }[] } | undefined
  return element?.options.at(index)?.text.text ?? ''
}
