/** Words said in the room answer a page, if they were said after the page was sent. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { signature } from '../sandbox/deliver/http.ts'
import { clara, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'
import { secret } from './local-slack.ts'

let work: Workplace
let room = ''
/** Mira's message from before her turn came. */
let early = ''
let events = 0

const geoc = async () => (await work.app.incidents.load(1)).roles.geoc
const said = (ts: string, more: object = {}) => ({
  type: 'message',
  channel: room,
  channel_type: 'channel',
  user: mira,
  text: 'Is it the cache?',
  ts,
  ...more,
})
const changed = (message: object) => ({
  ...said(now()),
  subtype: 'message_changed',
  user: undefined,
  message,
})
const link = { from_url: 'https://grafana.example.com/d/1', title: 'Dashboard' }

/** As Slack stamps what happens at this moment. */
function now(): string {
  const seen = work.slack.surface.screen(mira).now
  return (Date.parse(seen) / 1000).toFixed(6)
}

async function isPaged(): Promise<boolean> {
  const { channel = '' } = await work.does(mira, { act: 'openIm', user: 'U0BOT' })
  return work.slack.surface.messages(mira, channel).some(({ text }) => text.includes('You are paged'))
}

async function tells(event: object): Promise<void> {
  const body = JSON.stringify({
    type: 'event_callback',
    team_id: 'T01VELO',
    event_id: `Ev${(events += 1)}PRESENCE`,
    event_time: 1,
    event,
  })
  const timestamp = Math.floor(Date.now() / 1000)
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': `${timestamp}`,
    'x-slack-signature': signature(secret, timestamp, body),
  }
  const answer = await fetch(`${work.url}/slack/events`, { method: 'POST', headers, body })
  expect(answer.status).toBe(200)
  await work.settled()
}

/** Mira is in the room before it is her turn: she is paged five minutes after Clara. */
beforeEach(async () => {
  work = await openWorkplace('http', { people: { geoc: [clara, mira], im: [] } })
  await work.declares(jonas, 'checkout is down')
  room = work.room(1)
  await work.does(mira, { act: 'join', channel: room })
  early = (await work.does(mira, { act: 'say', channel: room, text: 'Is it the cache?' })).ts ?? ''
})
afterEach(() => work[Symbol.asyncDispose]())

test.each<[string, () => object]>([
  ['an old message told again', () => said(early)],
  ['an old message told late', () => said(`${early.split('.')[0]}.999000`)],
  [
    'an old file told late',
    () => said(`${early.split('.')[0]}.999000`, { subtype: 'file_share', files: [] }),
  ],
  ['the unfurl of a link in an old one', () => changed(said(early, { attachments: [link] }))],
  ['the edit of an old one', () => changed(said(early, { edited: { user: mira, ts: now() } }))],
  ['a reply to an old one', () => ({ ...said(early), subtype: 'message_replied' })],
  ['what a bot says in their name', () => said(now(), { bot_id: 'B0OTHER', app_id: 'A0OTHER' })],
  ['what an app says in their name', () => said(now(), { app_id: 'A0OTHER' })],
  ['a line that they joined', () => said(now(), { subtype: 'channel_join' })],
])('no answer: %s', async (_, event) => {
  await work.aMinuteLater(5)
  expect(await isPaged()).toBe(true)
  await tells(event())
  expect(await geoc()).toBeUndefined()
})

test.each<[string, () => object]>([
  ['a message', () => said(now())],
  ['a picture', () => said(now(), { subtype: 'file_share', text: '', files: [] })],
  [
    'a reply that is also shown in the room',
    () => said(now(), { subtype: 'thread_broadcast', thread_ts: early }),
  ],
])('an answer: %s', async (_, event) => {
  await work.aMinuteLater(5)
  await work.aMinuteLater()
  await tells(event())
  expect(await geoc()).toBe(mira)
})

test('an answer told late counts from when it was said', async () => {
  await work.aMinuteLater(5)
  await work.aMinuteLater()
  const [event, at] = [said(now()), Date.parse(work.slack.surface.screen(mira).now)]
  await work.aMinuteLater(2)
  await tells(event)
  const { acknowledgedAt } = await work.app.incidents.load(1)
  expect(Math.abs((acknowledgedAt?.getTime() ?? 0) - at)).toBeLessThan(30_000)
})

test('while Slack has not taken the page, nothing answers it; what is said then counts no more afterwards', async () => {
  const { faults } = work.slack
  faults.add({ kind: 'rate_limited', retryAfter: 30, method: 'chat.postMessage' })
  await work.aMinuteLater(5)
  await work.does(mira, { act: 'say', channel: room, text: 'And the database?' })
  expect(await geoc()).toBeUndefined()
  faults.clear()
  await work.aMinuteLater()
  expect(await geoc()).toBeUndefined()
  await work.does(mira, { act: 'say', channel: room, text: 'I take it' })
  expect(await geoc()).toBe(mira)
})
