/** Long words that somebody types are kept whole, and they read the way into the room. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clara, general, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

let work: Workplace
beforeAll(async () => {
  work = await openWorkplace('socket')
})
afterAll(() => work[Symbol.asyncDispose]())
beforeEach(() => work.aMinuteLater())

const long = `the export of invoices stops half-way ${'for one customer after the other '.repeat(80)}since noon`
const saidIn = (room: string, as: string) => work.slack.surface.messages(as, room).map(({ text }) => text)
const channelOf = (as: string, name: string) =>
  work.slack.surface.channels(as).find((one) => one.name.endsWith(name))?.id ?? ''

test('a long sentence is declared: its beginning is the title, and all of it stands in the room', async () => {
  const number = await work.declares(mira, long)
  expect(work.reads(mira)).toContain('All of your words stand in the room.')
  expect(saidIn(work.room(number), mira).join('\n')).toContain(long)
})

test('two long texts that begin alike are two incidents', async () => {
  const first = await work.declares(jonas, `${long} in Lisbon`)
  const second = await work.declares(jonas, `${long} in Porto`)
  expect(second).not.toBe(first)
  expect(await work.declares(jonas, `${long} in Porto`)).toBe(second)
})

test('a long note and a long update are taken, and the answer says how', async () => {
  const number = await work.declares(clara, 'invoices are late')
  const room = work.room(number, clara)
  expect(await work.types(clara, `/incident note ${long}`, room)).toContain('in several parts')
  await work.presses(clara, 'incident.acknowledge', { channel: room, ts: work.card(number, clara).ts })
  expect(await work.types(clara, `/incident update ${long}`, room)).toContain(
    'stakeholders read its beginning',
  )
})

test('words typed behind resolve stand in its form', async () => {
  const number = await work.declares(clara, 'exports are late')
  const room = work.room(number, clara)
  await work.presses(clara, 'incident.acknowledge', { channel: room, ts: work.card(number, clara).ts })
  await work.types(clara, '/incident resolve restarted the queue', room)
  expect(JSON.stringify(work.form(clara)?.view)).toContain('restarted the queue')
  await work.does(clara, { act: 'closeModal', viewId: work.form(clara)?.viewId ?? '' })
})

test('an emoji alone pages nobody: the form asks what is happening, with what was typed in it', async () => {
  await work.types(mira, '/incident declare 🔥')
  const form = work.form(mira)
  expect(form?.view).toMatchObject({ callback_id: 'incident.declare' })
  expect(JSON.stringify(form?.view)).toContain('"initial_value":"🔥"')
  await work.does(mira, { act: 'closeModal', viewId: form?.viewId ?? '' })
  expect(await work.types(mira, '/incident list')).not.toContain('🔥')
})

test('nobody can make a list say that an incident is over', async () => {
  await work.declares(clara, '\u200bcheckout fails · P5 · Resolved\u2060')
  expect(await work.types(clara, '/incident list')).toContain(
    '· Declared · #6 “checkout fails · P5 · Resolved”',
  )
})

test('who declared by text reads the way into the room in their messages, once, wherever they typed', async () => {
  const first = await work.declares(jonas, 'callbacks are late')
  await work.types(jonas, '/incident declare webhooks are late', work.room(first, jonas))
  // A page to the same person goes first.
  await work.aMinuteLater()
  const direct = work.slack.surface.channels(jonas).filter(({ id }) => id.startsWith('D'))
  const told = direct.flatMap(({ id }) => saidIn(id, jonas))
  for (const title of ['callbacks are late', 'webhooks are late']) {
    const ways = told.filter((text) => text.includes(title) && /\nIts room: <#\w+>$/.test(text))
    expect(ways).toHaveLength(1)
  }
})

test('a room declared from a message links that message on its card', async () => {
  const said = await work.does(mira, { act: 'say', channel: general, text: 'no invoice arrives' })
  const message = { channel: general, ts: said.ts ?? '' }
  await work.does(jonas, { act: 'shortcut', callbackId: 'declare-from-message', message })
  await work.fills(jonas, { title: 'no invoice arrives' })
  const room = saidIn(channelOf(jonas, 'no-invoice-arrives'), jonas)
  expect(room.join('\n')).toContain(`/archives/${general}/p${message.ts.replace('.', '')}`)
})
