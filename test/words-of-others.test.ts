/** Words of other apps, and those that people pass on, are read wherever Slack keeps them. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Act } from '../sandbox/surface.ts'
import { botToken } from './local-slack.ts'
import { clara, devon, general, mira, openWorkplace, type Workplace } from './workplace.ts'

let work: Workplace
beforeAll(async () => {
  work = await openWorkplace('socket')
})
afterAll(() => work[Symbol.asyncDispose]())
beforeEach(() => work.aMinuteLater())

const alert = {
  title: 'Checkout latency is high',
  title_link: 'https://grafana.velodrome.example/d/checkout',
  text: 'p99 is 4 s in *eu-west*',
  fields: [{ title: 'Severity', value: 'critical' }],
  fallback: 'an alert',
}
const release = [
  { type: 'header', text: { type: 'plain_text', text: 'Release 812 is out' } },
  { type: 'section', text: { type: 'mrkdwn', text: 'deployed by *Clara* at 14:00' } },
  {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'undo', text: { type: 'plain_text', text: 'Undo' } }],
  },
]

const say = async (as: string, channel: string, text: string) =>
  (await work.does(as, { act: 'say', channel, text })).ts ?? ''
const posts = async (
  channel: string,
  what: Omit<Extract<Act, { act: 'appPosts' }>, 'as' | 'act' | 'channel'>,
) => (await work.does(mira, { act: 'appPosts', channel, ...what })).ts ?? ''
const forwards = async (as: string, channel: string, message: { channel: string; ts: string }, text = '') =>
  (await work.does(as, { act: 'forward', channel, message, text })).ts ?? ''
const uses = (as: string, callbackId: string, channel: string, ts: string) =>
  work.does(as, { act: 'shortcut', callbackId, message: { channel, ts } })
const form = (as: string) => JSON.stringify(work.form(as)?.view)

/** The file, with the rows of each item in one line. */
async function timeline(number: number): Promise<string> {
  const { content } = await work.app.exports.file(mira, number, 'md')
  return content.replace(/\\\n +/g, ' ')
}

async function callsSlack(method: string, args: Record<string, string>): Promise<Record<string, unknown>> {
  const answer = await fetch(`${work.slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${botToken}` },
    body: new URLSearchParams(args),
  })
  return (await answer.json()) as Record<string, unknown>
}

test('an incident declared from an alert begins with its words, and the record says which app said them', async () => {
  const ts = await posts(general, { app: 'Alerts', attachments: [alert] })
  await uses(mira, 'declare-from-message', general, ts)
  expect(form(mira)).toContain(
    '"initial_value":"Checkout latency is high p99 is 4 s in *eu-west* Severity: critical',
  )
  await work.fills(mira, { title: 'checkout is slow' })
  const [, number = ''] = /#(\d+) checkout is slow/.exec(await work.types(mira, '/incident list')) ?? []
  expect(await timeline(Number(number))).toMatch(
    /Alerts: Checkout latency is high p99 is 4 s.* Severity: critical/,
  )
})

test('words of blocks go on the timeline by hand, under the name the app posts with', async () => {
  const number = await work.declares(mira, 'orders are late')
  const room = work.room(number)
  const ts = await posts(room, { app: 'Deploys', username: 'Ship it', blocks: release })
  await uses(mira, 'add-to-timeline', room, ts)
  expect(work.reads(mira)).toBe(`Added to the timeline of #${number}.`)
  const shown = await timeline(number)
  expect(shown).toContain('Ship it: Release 812 is out deployed by')
  expect(shown).toContain('Ship it: “Release 812 is out')
  expect(shown).not.toContain('Undo')
})

test('a forward says from whom, in the record, in an action item and in an update', async () => {
  const number = await work.declares(mira, 'refunds are late')
  const room = work.room(number)
  const words = await say(clara, general, 'the queue of refunds is stuck since noon')
  const ts = await forwards(mira, room, { channel: general, ts: words }, 'please look')
  await uses(mira, 'add-to-timeline', room, ts)
  const told = 'please look Forwarded from Clara: the queue of refunds is stuck since noon'
  expect(await timeline(number)).toContain(`Mira: ${told}`)
  await work.presses(clara, 'incident.acknowledge', work.card(number))
  await uses(clara, 'post-as-update', room, ts)
  expect(form(clara)).toContain('please look\\nForwarded from @Clara:\\nthe queue of refunds is stuck')
  await uses(mira, 'add-action-item', room, ts)
  expect(form(mira)).toContain('Forwarded from @Clara:')
  await work.does(mira, { act: 'closeModal', viewId: work.form(mira)?.viewId ?? '' })
  const empty = await forwards(mira, room, { channel: general, ts: words })
  await uses(mira, 'declare-from-message', room, empty)
  expect(form(mira)).toContain('"initial_value":"the queue of refunds is stuck since noon"')
  await work.does(mira, { act: 'closeModal', viewId: work.form(mira)?.viewId ?? '' })
})

test('an alert passed on keeps its words and its app', async () => {
  const number = await work.declares(mira, 'emails are late')
  const ts = await posts(general, { app: 'Alerts', attachments: [alert] })
  const passed = await forwards(mira, work.room(number), { channel: general, ts })
  await uses(mira, 'add-to-timeline', work.room(number), passed)
  expect(await timeline(number)).toMatch(/Mira: Forwarded from Alerts: Checkout latency is high p99/)
})

test('the cause in a forward is quoted with the name of its writer', async () => {
  const number = await work.declares(mira, 'prices flicker')
  const words = await say(clara, general, 'The root cause is the price cache')
  await forwards(mira, work.room(number), { channel: general, ts: words })
  const { draft } = await work.app.postmortems.whole(number)
  expect(draft.facts.suspected[0]).toContain('The root cause is the price cache')
  expect(await timeline(number)).toContain('Mira: “Forwarded from Clara: The root cause is the price cache”')
})

test('what is behind a link is not what somebody said', async () => {
  const number = await work.declares(mira, 'search is slow')
  const room = work.room(number)
  const ts = await say(clara, room, 'see https://news.example/outage for how others did it')
  const preview = { from_url: 'https://news.example/outage', title: 'An outage', text: 'A tale of a cache' }
  await work.does(clara, { act: 'preview', channel: room, ts, attachments: [preview] })
  await uses(mira, 'add-to-timeline', room, ts)
  const shown = await timeline(number)
  expect(shown).toContain('for how others did it')
  expect(shown).not.toContain('tale of a cache')
})

test('what would show nothing is refused, and says why', async () => {
  const number = await work.declares(mira, 'maps are blank')
  const room = work.room(number)
  const before = await timeline(number)
  const pressed = { type: 'actions', elements: release[2]?.elements ?? [] }
  await uses(mira, 'add-to-timeline', room, await posts(room, { app: 'Deploys', blocks: [pressed] }))
  expect(work.reads(mira)).toContain('no words and no files')
  await work.does(devon, { act: 'join', channel: room })
  const line = work.slack.surface.messages(mira, room).findLast((one) => one.subtype === 'channel_join')
  await uses(mira, 'add-to-timeline', room, line?.ts ?? '')
  expect(work.reads(mira)).toContain('no words and no files')
  await uses(mira, 'add-to-timeline', room, work.card(number).ts)
  expect(work.reads(mira)).toContain('I wrote that message')
  expect(await timeline(number)).toBe(before)
})

test('channels and groups are named in the record, in forms and in commands; private ones are not', async () => {
  await callsSlack('usergroups.create', { name: 'Payments on call', handle: 'payments-oncall' })
  const number = await work.declares(mira, 'cards are declined')
  const room = work.room(number)
  const ts = await say(
    clara,
    room,
    'told @payments-oncall in #squad-payments and #leads, https://ci.example/pull/1',
  )
  expect(work.slack.surface.messages(mira, room).find((one) => one.ts === ts)?.text).toMatch(
    /^told <!subteam\^S\w+> in <#C03PAYMENTS\|>/,
  )
  await work.settled()
  const named = 'told @payments-oncall in #squad-payments and a channel'
  expect(await timeline(number)).toContain(named)
  expect(await work.types(mira, '/incident search squad-payments')).toContain(`#${number}`)
  await uses(mira, 'add-action-item', room, ts)
  expect(form(mira)).toContain(named)
  await work.does(mira, { act: 'closeModal', viewId: work.form(mira)?.viewId ?? '' })
  const elsewhere = await say(clara, general, '@Devon: #squad-orders and #squad-search are down')
  await uses(mira, 'declare-from-message', general, elsewhere)
  expect(form(mira)).toContain('"initial_value":"@Devon: #squad-orders and #squad-search are down"')
  await work.does(mira, { act: 'closeModal', viewId: work.form(mira)?.viewId ?? '' })
  const second = await work.declares(mira, 'vouchers are declined')
  await say(clara, work.room(second), 'as https://ci.example/pull/2 did to #squad-payments')
  expect(await work.types(mira, '/incident search squad-payments')).toContain(`#${second}`)
  await work.types(mira, '/incident note ask @payments-oncall in #squad-payments or #leads', room)
  expect(await timeline(number)).toContain('ask @payments-oncall in #squad-payments or a channel')
})
