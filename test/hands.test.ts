/** People change our messages and rooms, and Slack refuses us things: each is visible, and can be mended. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MessageSeen } from '../sandbox/surface.ts'
import { clara, devon, general, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'

const bot = 'U0BOT'
const guest = 'U11GUS'

let work: Workplace
beforeEach(async () => {
  work = await openWorkplace()
})
afterEach(() => work[Symbol.asyncDispose]())

const refuse = (method: string, error: string, times?: number) =>
  work.slack.faults.add({ kind: 'refused', method, error, ...(times !== undefined && { times }) })
const repair = (number: number, as = mira) => work.types(as, `/incident repair ${number}`)
const channelNamed = (name: string, as = mira) =>
  work.slack.surface.channels(as).find((one) => one.name === name)?.id ?? ''
const shown = (message: MessageSeen | undefined) => JSON.stringify(message?.blocks ?? '')

/** Direct messages the bot sent to somebody, oldest first. */
async function dms(as: string): Promise<MessageSeen[]> {
  const { channel = '' } = await work.does(as, { act: 'openIm', user: bot })
  return work.slack.surface.messages(as, channel)
}

function cards(number: number, as = mira): MessageSeen[] {
  const own = (one: MessageSeen) => JSON.stringify(one.metadata ?? '').includes('/card"')
  return work.slack.surface.messages(as, work.room(number, as)).filter(own)
}

test('one who cannot be invited does not keep the others out, and the card names them', async () => {
  const number = await work.declares(mira, 'checkout is down')
  const room = work.room(number)
  await work.types(clara, '/incident assign IM @gus.bellweather', room)
  await work.types(clara, '/incident assign SEM payments @devon.adeyemi', room)
  expect(work.room(number, devon)).toBe(room)
  expect(shown(work.card(number))).toContain('Could not invite Gus.')
  expect(work.slack.surface.channels(guest).map(({ id }) => id)).not.toContain(room)
})

test('without a room the work goes on in a thread of the tech channel, until repair opens one', async () => {
  refuse('conversations.create', 'restricted_action')
  await work.types(mira, '/incident declare checkout is down')
  expect((await dms(mira)).at(-1)?.text).toContain('Could not create a channel')
  const tech = channelNamed('tech-incidents', clara)
  await work.does(clara, { act: 'join', channel: tech })
  const [announced] = work.slack.surface.messages(clara, tech).filter(({ text }) => text.includes('#1 '))
  const thread = work.slack.surface.messages(clara, tech, announced?.ts)
  expect(thread.some((one) => shown(one).includes('incident.acknowledge'))).toBe(true)
  expect(thread.some((one) => shown(one).includes('Could not create a channel.'))).toBe(true)

  work.slack.faults.clear()
  await work.aMinuteLater()
  expect(await repair(1)).toContain('Could not create a channel.')
  expect(work.room(1)).toBeTruthy()
})

test('a private one without a room goes on in a group message, in which commands find it, and nowhere else', async () => {
  refuse('conversations.create', 'restricted_action')
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'wisteria keys leaked', private: 'private' })
  expect((await dms(mira)).at(-1)?.text).toContain('Nothing of this was said in public')
  const group = work.slack.surface.channels(mira).find(({ isMpim }) => isMpim)
  const card = work.slack.surface
    .messages(mira, group?.id ?? '')
    .find(({ text }) => text.includes('wisteria'))
  expect(shown(card)).toContain('incident.acknowledge')
  expect(await work.types(mira, '/incident status', group?.id)).toContain('wisteria')

  await work.types(clara, '/incident assign SEM payments @devon.adeyemi', group?.id)
  expect(group?.with).not.toContain(devon)
  expect((await dms(devon)).some(({ text }) => text.includes('wisteria'))).toBe(true)
  for (const { id, isIm, isMpim } of work.slack.surface.channels(mira)) {
    if (isIm || isMpim) continue
    for (const { text } of work.slack.surface.messages(mira, id)) expect(text).not.toContain('wisteria')
  }
})

test('two incidents in one group message are told apart, and what is said goes to the one that is meant', async () => {
  refuse('conversations.create', 'restricted_action')
  for (const title of ['tulip keys leaked', 'daffodil keys leaked']) {
    await work.types(mira, '/incident declare')
    await work.fills(mira, { title, private: 'private' })
  }
  const [group, ...others] = work.slack.surface.channels(mira).filter(({ isMpim }) => isMpim)
  expect(others).toEqual([])
  const channel = group?.id ?? ''
  const said = () => work.slack.surface.messages(mira, channel)
  const numberOf = ({ text }: MessageSeen) => Number(/^#(\d+)/m.exec(text)?.[1])
  const cards = said()
    .filter((one) => shown(one).includes('incident.acknowledge'))
    .toSorted((a, b) => numberOf(a) - numberOf(b))
  for (const one of cards) expect(shown(one)).toContain('about the newest that is open')
  const [first = 0, second = 0] = cards.map(numberOf)
  expect(second).toBe(first + 1)
  const tell = async (text: string, thread?: string) => {
    const { ts = '' } = await work.does(mira, { act: 'say', channel, text, ...(thread && { thread }) })
    await work.does(mira, { act: 'pin', channel, ts })
  }
  await tell('the bulbs are rotten')
  await tell('the petals are torn', cards[0]?.ts)
  await work.types(clara, `/incident update ${first} new keys are cut`)
  await work.aMinuteLater()
  const update = said().find(({ text }) => text.startsWith('Update 1'))
  await tell('they fit', update?.ts ?? 'none')
  const pinned = async (number: number) =>
    (await work.app.postmortems.whole(number)).draft.entries
      .filter(({ why }) => why === 'pinned')
      .flatMap(({ words }) => words)
  expect([await pinned(first), await pinned(second)]).toEqual([
    ['the petals are torn', 'they fit'],
    ['the bulbs are rotten'],
  ])
  expect(await work.types(mira, '/incident status', channel)).toContain(`#${second} daffodil`)
  await work.types(mira, `/incident cancel ${second} a false alarm`)
  expect(said().at(-1)?.text).toContain(`#${second} daffodil keys leaked`)
  expect(await work.types(mira, '/incident status', channel)).toContain(`#${first} tulip`)
})

test('a drill without a room pages in the group message that stands in for it', async () => {
  refuse('conversations.create', 'restricted_action')
  await work.types(mira, '/incident declare drill the shop burns')
  const group = work.slack.surface.channels(clara).find(({ isMpim }) => isMpim)
  const paged = work.slack.surface
    .messages(clara, group?.id ?? '')
    .find((one) => shown(one).includes('page.acknowledge') && shown(one).includes(`/${clara}"`))
  expect(shown(paged)).toContain('DRILL')
  await work.presses(clara, 'page.acknowledge', paged!)
  expect(await work.types(clara, '/incident status', group?.id)).toContain('Acknowledged')
  expect((await dms(clara)).some((one) => shown(one).includes('page.acknowledge'))).toBe(false)

  // Nobody can be added to a group message: who comes later is paged where they read the card.
  await work.types(clara, '/incident escalate payments', group?.id)
  const later = (await dms(devon)).filter((one) => shown(one).includes('page.acknowledge'))
  expect(later).toHaveLength(1)
  expect(shown(later[0])).toContain('DRILL')
})

test('where Slack refuses a group message too, the reporter is told, and nobody else', async () => {
  refuse('conversations.create', 'restricted_action')
  refuse('conversations.open', 'restricted_action')
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'wisteria keys leaked', private: 'private' })
  expect((await dms(mira)).at(-1)?.text).toContain('I show it nowhere')
  const posted = work.slack.journal
    .calls('chat.postMessage')
    .filter(({ args }) => JSON.stringify(args).includes('wisteria'))
  const own = await Promise.all(
    [mira, clara, jonas].map(async (user) => [user, (await dms(user))[0]?.channel]),
  )
  expect(posted.length).toBeGreaterThan(0)
  for (const { args } of posted) expect(own.flat()).toContain(args['channel'])
})

test('a deleted card returns once by itself, and then only by repair', async () => {
  const number = await work.declares(mira, 'checkout is down')
  const deleteCard = async () => {
    const { channel, ts } = work.card(number)
    await work.does(mira, { act: 'delete', channel, ts })
    await work.aMinuteLater()
  }
  await deleteCard()
  expect(cards(number)).toHaveLength(1)
  await deleteCard()
  expect(cards(number)).toHaveLength(0)
  expect(await repair(number)).toContain('The card was deleted.')
  expect(cards(number)).toHaveLength(1)
})

test('a card whose deletion went unheard comes back by repair', async () => {
  const number = await work.declares(mira, 'checkout is down')
  const { channel, ts } = work.card(number)
  work.slack.faults.set({ events: { delayMinutes: 100 } })
  await work.does(mira, { act: 'delete', channel, ts })
  expect(cards(number)).toHaveLength(0)
  expect(await repair(number)).toContain('I know of nothing that is wrong')
  expect(cards(number)).toHaveLength(1)
})

test('a deleted announcement does not return without news', async () => {
  const number = await work.declares(mira, 'checkout is down')
  const channel = channelNamed('incidents')
  await work.does(mira, { act: 'join', channel })
  const announced = () =>
    work.slack.surface.messages(mira, channel).filter(({ text }) => text.includes(`#${number} `))
  const [first] = announced()
  await work.does(mira, { act: 'delete', channel, ts: first?.ts ?? '' })
  await work.types(clara, '/incident severity P3', work.room(number))
  await repair(number)
  await work.aMinuteLater()
  expect(announced()).toHaveLength(0)
})

test('a name, a pin and a topic that people changed stay so', async () => {
  const number = await work.declares(mira, 'checkout is down')
  const { channel, ts } = work.card(number)
  await work.does(mira, { act: 'rename', channel, name: 'till-on-fire' })
  await work.does(mira, { act: 'unpin', channel, ts })
  await work.does(mira, { act: 'setTopic', channel, topic: 'call us: room 12' })
  await work.types(clara, '/incident severity P1', channel)
  await repair(number)
  await work.aMinuteLater()
  const seen = work.slack.surface.channels(mira).find(({ id }) => id === channel)
  expect(seen).toMatchObject({ name: 'till-on-fire', topic: 'call us: room 12' })
  const message = work.slack.surface.messages(mira, channel).find((one) => one.ts === ts)
  expect(message?.pinnedBy).toBeUndefined()
  expect(shown(message)).toContain('P1')
})

test('who leaves is not brought back, until they ask', async () => {
  const number = await work.declares(mira, 'checkout is down')
  const channel = work.room(number)
  await work.does(mira, { act: 'leave', channel })
  await work.types(clara, `/incident severity ${number} P1`)
  await repair(number, clara)
  await work.aMinuteLater()
  const isIn = () => work.slack.surface.channels(mira).some(({ id, member }) => id === channel && member)
  expect(isIn()).toBe(false)
  await work.types(mira, `/incident join ${number}`)
  expect(isIn()).toBe(true)
})

test('a room archived while the incident is open is replaced by a linked one, with everybody in it', async () => {
  const number = await work.declares(mira, 'checkout is down')
  const before = work.room(number)
  await work.does(devon, { act: 'join', channel: before })
  await work.does(mira, { act: 'archive', channel: before })
  await work.aMinuteLater()
  const channels = (as: string) =>
    work.slack.surface.channels(as).filter(({ isArchived, member }) => member && !isArchived)
  const after = channels(mira).find(({ name }) => name.startsWith(`incident-${number}-`))?.id ?? ''
  expect(after).not.toBe(before)
  for (const user of [clara, devon]) expect(channels(user).map(({ id }) => id)).toContain(after)
  const said = work.slack.surface.messages(mira, after)
  expect(said.some(({ text }) => text.includes(`takes the place of <#${before}>`))).toBe(true)
  expect(said.filter((one) => shown(one).includes('incident.acknowledge'))).toHaveLength(1)
  const incidents = work.slack.surface
    .messages(mira, channelNamed('incidents'))
    .find(({ text }) => text.includes(`#${number} `))
  expect(incidents?.text).toContain(`<#${after}>`)
  expect(await work.types(mira, '/incident status', after)).toContain('checkout is down')
})

test('an archived room whose event was lost is found out by repair', async () => {
  const number = await work.declares(mira, 'checkout is down')
  const before = work.room(number)
  work.slack.faults.set({ events: { delayMinutes: 100 } })
  await work.does(mira, { act: 'archive', channel: before })
  await repair(number, clara)
  await work.aMinuteLater()
  const after = work.slack.surface
    .channels(clara)
    .find(({ name, isArchived }) => name.startsWith(`incident-${number}-`) && !isArchived)
  expect(after?.member).toBe(true)
})

test('removed from a room, Muster tells the reporter and the IM, and comes back when asked', async () => {
  const number = await work.declares(mira, 'checkout is down')
  const channel = work.room(number)
  await work.types(clara, '/incident assign IM @jonas.lindqvist', channel)
  await work.does(mira, { act: 'kick', channel, user: bot })
  for (const user of [mira, jonas])
    expect((await dms(user)).at(-1)?.text).toContain('I was removed from its room')
  await work.types(clara, `/incident update ${number} We are on it.`)
  const updates = () =>
    work.slack.surface.messages(mira, channel).filter(({ text }) => text.includes('We are on it'))
  expect(updates().filter((one) => !shown(one).includes('incident.more'))).toHaveLength(0)

  expect(await repair(number, clara)).toContain('I was removed from the room')
  await work.aMinuteLater()
  expect(updates().filter((one) => !shown(one).includes('incident.more'))).toHaveLength(1)
  expect(await repair(number, clara)).not.toContain('I was removed')
})

test('removed from a private room, it asks to be let in, and opens no second one', async () => {
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'wisteria keys leaked', private: 'private' })
  const rooms = () => work.slack.surface.channels(mira).filter(({ name }) => name.startsWith('incident-'))
  const [room] = rooms()
  work.slack.faults.set({ events: { delayMinutes: 100 } })
  await work.does(mira, { act: 'kick', channel: room!.id, user: bot })
  await work.types(mira, '/incident severity P1 1')
  await work.types(clara, '/incident severity 1 P1')
  await work.aMinuteLater()
  expect((await dms(mira)).at(-1)?.text).toContain('I was removed from its room')
  expect(rooms()).toHaveLength(1)
})

test('repair says of a private incident no more than of none', async () => {
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'wisteria keys leaked', private: 'private' })
  expect(await work.types(devon, '/incident repair 1', general)).toBe('There is no incident #1.')
})
