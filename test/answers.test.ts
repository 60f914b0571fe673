/** People get an answer, and can do something with it. */
import { beforeAll, expect, test } from 'vitest'
import { clara, devon, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

let work: Workplace
beforeAll(async () => {
  work = await openWorkplace()
  return () => work[Symbol.asyncDispose]()
})

const blocks = (who: string) => JSON.stringify(work.slack.surface.ephemerals(who).at(-1)?.blocks)

test('a squad that there is not is said, with those there are and the words kept; nobody is paged', async () => {
  const number = await work.declares(mira, 'refunds are stuck')
  const room = work.room(number)
  for (const typed of ['escalate nosuch the gateway', 'escalate sem nosuch the gateway']) {
    const answer = await work.types(clara, `/incident ${typed}`, room)
    expect(answer).toContain('Nobody was paged: there is no squad "nosuch". The squads: payments.')
    expect(answer).toContain('Try /incident escalate payments the gateway')
  }
  expect(work.form(clara)).toBeUndefined()
  expect(await work.app.incidents.events(number)).not.toContainEqual(
    expect.objectContaining({ type: 'escalated', role: 'sem:payments' }),
  )
  await work.types(clara, '/incident escalate', room)
  expect(work.form(clara)).toBeDefined()
})

test('who wants to read up on what is over is let into its room, or told that it is archived', async () => {
  const number = await work.declares(mira, 'mails are late')
  const room = work.room(number)
  await work.types(clara, `/incident resolve ${number}`)
  await work.fills(clara, { text: 'sent again', impact: 'none' })
  await work.types(clara, '/incident postmortem', room)
  const waive = work.slack.surface.messages(clara, room).find((one) => one.text.startsWith('Post-mortem of'))
  await work.presses(clara, 'postmortem.waive', { channel: room, ts: waive?.ts ?? '' })
  await work.fills(clara, { text: 'nothing to learn' })
  const isIn = (who: string) => work.slack.surface.channels(who).some((one) => one.id === room && one.member)
  expect(isIn(devon)).toBe(false)
  await work.types(devon, `/incident join ${number}`)
  const answers = work.slack.surface.ephemerals(devon).map(({ text }) => text)
  expect(answers.find((one) => one.includes('You are invited to its room'))).toContain('It is closed: ')
  expect(isIn(devon)).toBe(true)
  await work.does(mira, { act: 'archive', channel: room })
  expect(await work.types(jonas, `/incident join ${number}`)).toContain(
    'It is closed, and its room is archived',
  )
  expect(blocks(jonas)).toContain('postmortem.open')
  expect(await work.app.incidents.events(number)).not.toContainEqual(
    expect.objectContaining({ type: 'invited', user: jonas }),
  )
})

test('a private incident that is over stays unknown to whoever was not in it', async () => {
  const number = (await work.declares(mira, 'figures are wrong')) + 1
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'salaries are visible', private: 'yes' })
  await work.types(clara, `/incident cancel ${number} they are not`)
  expect(await work.types(devon, `/incident join ${number}`)).toBe(`There is no incident #${number}.`)
})

test('the schedule of an empty rota says whom the policy has asked, and warns only where that is nobody', async () => {
  expect(await work.types(mira, '/oncall schedule geoc')).toMatch(
    /nobody on the rota: the policy’s <@U03CLARA> is asked/,
  )
  expect(await work.types(mira, '/oncall schedule im')).not.toContain('⚠')
})

test('/incident in a room shows that incident and its moves first', async () => {
  const number = await work.declares(mira, 'search is slow')
  const room = work.room(number)
  expect(await work.types(mira, '/incident', room)).toMatch(
    new RegExp(`^🟠 Severity not set · Declared, .*\n#${number} search is slow\n`),
  )
  expect(blocks(mira)).toMatch(/incident\.acknowledge.*incident\.resolve.*tray\.declare/)
  await work.types(clara, '/incident cancel it is not', room)
  expect(await work.types(mira, '/incident', room)).toContain('Cancelled')
  expect(blocks(mira)).toContain('incident.reopen')
  expect(blocks(mira)).not.toContain('incident.resolve')
  expect(await work.types(mira, '/incident')).not.toContain('search is slow')
})
