/** Typed words do what they mean, for the incident they name, and none is dropped in silence. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clara, devon, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

let work: Workplace
let first = 0
let second = 0
beforeAll(async () => {
  work = await openWorkplace()
  first = await work.declares(mira, 'login is slow')
  second = await work.declares(jonas, 'refunds fail')
})
afterAll(() => work[Symbol.asyncDispose]())
beforeEach(() => work.aMinuteLater())

const load = (number: number) => work.app.incidents.load(number)

test('"ack" takes an incident, from any place, and its words are noted', async () => {
  expect(await work.types(clara, `/incident ack ${first} on my way`)).toContain(`#${first}`)
  expect(await load(first)).toMatchObject({ acknowledgedBy: clara, notes: [{ text: 'on my way' }] })
  await work.types(jonas, '/incident take', work.room(second, jonas))
  expect((await load(second)).roles.geoc).toBe(jonas)
})

test('in the room of one, a severity is changed of the other that is named, with the reason', async () => {
  const room = work.room(first)
  await work.types(clara, `/incident sev #${second} P3 a few shops only`, room)
  expect((await load(second)).severity).toBe('P3')
  expect(await work.app.incidents.events(second)).toContainEqual(
    expect.objectContaining({ type: 'severity changed', to: 'P3', reason: 'a few shops only' }),
  )
  await work.types(clara, `/incident priority P4 #${second}`, room)
  await work.types(clara, '/incident severity 2', room)
  expect([(await load(first)).severity, (await load(second)).severity]).toEqual(['P2', 'P4'])
})

test('"lead", "page", "rename", "follow" and "fix" do what they say', async () => {
  await work.types(clara, `/incident lead @jonas #${first}`)
  expect((await load(first)).roles.geoc).toBe(jonas)
  expect(await work.types(clara, '/incident page @devon we need your eyes', work.room(first))).toContain(
    `<@${devon}>`,
  )
  expect(await work.types(jonas, `/incident rename #${first} login is down`)).toContain('“login is down”')
  expect((await load(first)).title).toBe('login is down')
  expect(await work.types(jonas, `/incident follow ${second}`)).toContain(`You follow #${second}`)
  expect(await work.types(jonas, `/incident unfollow ${second}`)).toContain(`no longer follow #${second}`)
  await work.types(jonas, '/incident fix revert back to 41', work.room(first))
  expect(JSON.stringify(work.form(jonas)?.view)).toContain('"initial_value":"back to 41"')
})

test('words that did nothing are said back', async () => {
  const said = await work.types(jonas, `/incident status #${first} thanks`)
  expect(said).toContain('“thanks” did nothing here')
  expect(said).toContain(`/incident note #${first} …`)
})

test('a deed on an incident is never taken for a description of one', async () => {
  expect(await work.types(mira, '/incident bump 2')).not.toContain('declare')
  expect(await work.types(mira, '/incident payments fail')).toContain('/incident declare payments fail')
  await work.types(clara, '/incident close #2')
  expect(JSON.stringify(work.form(clara)?.view)).toContain('What fixed it?')
})

test('a sentence in the room of a private incident stays there', async () => {
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'leaked keys', private: 'private' })
  const number = Number(/#(\d+) leaked keys/.exec(await work.types(mira, '/incident list'))?.[1])
  await work.types(mira, `/incident note #${first} may come from it`, work.room(number))
  expect((await load(number)).notes.map(({ text }) => text)).toEqual([`#${first} may come from it`])
  expect((await load(first)).notes.map(({ text }) => text)).not.toContain('may come from it')
})

test('about who is on call, words are read in any order, and none is dropped in silence', async () => {
  for (const one of [clara, devon, mira]) await work.types(one, '/oncall join the geoc rota')
  expect(await work.types(devon, '/oncall test @jonas.lindqvist')).toContain(
    '“@jonas.lindqvist” did nothing here',
  )
  expect(await work.types(devon, '/oncall geoc')).toContain('GEOC: who is on call')
  expect(await work.types(devon, '/oncall roster payments')).toContain('SEM payments: who is on call')
  expect(await work.types(devon, '/oncall who thanks')).toMatch(/On call now[^]*“thanks” did nothing here/)
  expect(await work.types(devon, '/oncall add @mira.kowalska @amina.okafor to geoc')).toContain(
    'one person at a time',
  )
  await work.types(devon, '/oncall invite @amina.okafor to the geoc rota')
  expect(JSON.stringify(work.form(devon)?.view)).toContain('would take turns as GEOC')
  await work.types(devon, '/oncall cover geoc 2031-01-01')
  expect(JSON.stringify(work.form(devon)?.view)).toContain('You have no turn as GEOC on Wed 1 Jan')
  expect(await work.types(devon, '/oncall page @mira.kowalska checkout is down')).toContain(
    '/incident page @mira.kowalska checkout is down',
  )
})
