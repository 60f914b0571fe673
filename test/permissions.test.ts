/** Every command, button, form and shortcut asks the policy's table, and says who can. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clara, devon, general, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'
import { secret } from './local-slack.ts'

const [gus, olga, leila] = ['U11GUS', 'U12OLGA', 'U08LEILA']
const onlyIm = 'Only the IM can do that here.'
const everyEntry = [
  'join',
  'note',
  'escalate',
  'acknowledge',
  'update',
  'status',
  'severity',
  'assign',
  'handoff',
  'fix',
  'resolve',
  'reopen',
  'cancel',
  'merge',
  'repair',
]

let work: Workplace
let number: number
let other: number
beforeAll(async () => {
  work = await openWorkplace('http', {
    permissions: Object.fromEntries(everyEntry.map((entry) => [entry, ['im']])),
  })
  number = await work.declares(mira, 'checkout is down')
  other = await work.declares(mira, 'exports never arrive')
})
afterAll(() => work[Symbol.asyncDispose]())
beforeEach(() => work.aMinuteLater())

test.each([
  'update We are on it.',
  'severity P1',
  'assign IM @jonas.lindqvist',
  'escalate im please come',
  'handoff @jonas.lindqvist',
  'note it began at noon',
  'began 5 min ago',
  'began',
  'merge #2',
  'resolve it works again',
  'cancel a test',
  'join',
  'repair',
])('/incident %s', async (line) => {
  expect(await work.types(clara, `/incident ${line}`, work.room(number))).toBe(onlyIm)
})

test.each(['acknowledge'])('the button %s', async (name) => {
  await work.presses(clara, `incident.${name}`, work.card(number))
  expect(work.reads(clara)).toBe(onlyIm)
})

test.each(['investigating', 'fixing', 'monitoring'])('"More…", %s', async (status) => {
  await work.presses(clara, 'incident.more', work.card(number))
  await work.presses(clara, `incident.status.${status}`, { viewId: work.form(clara)?.viewId ?? '' })
  expect(JSON.stringify(work.form(clara)?.view)).toContain(onlyIm)
  await work.does(clara, { act: 'closeModal', viewId: work.form(clara)?.viewId ?? '', all: true })
})

test.each(['update', 'severity', 'fix', 'resolve'])(
  'the button %s opens no form that would be refused',
  async (name) => {
    await work.presses(clara, `incident.${name}`, work.card(number))
    expect(work.form(clara)).toBeUndefined()
    expect(work.reads(clara)).toBe(onlyIm)
  },
)

test.each<[string, Record<string, string>]>([
  ['note', { text: 'it began at noon' }],
  ['impact', { start: '2026-01-01T12:00:00Z' }],
  ['assign', { role: 'im', to: jonas }],
  ['handoff', { role: 'geoc', to: jonas }],
  ['rename', { title: 'nobody can pay' }],
  ['services', { services: '' }],
  ['cancel', { reason: 'a test' }],
])('the form of "More…", %s', async (name, values) => {
  await work.presses(clara, 'incident.more', work.card(number))
  await work.presses(clara, `incident.${name}`, { viewId: work.form(clara)?.viewId ?? '' })
  const answer = work.form(clara)?.submit === undefined ? null : await work.fills(clara, values)
  expect(JSON.stringify(answer) + JSON.stringify(work.form(clara) ?? '')).toContain(onlyIm)
  await work.does(clara, { act: 'closeModal', viewId: work.form(clara)?.viewId ?? '', all: true })
})

test('the shortcut "When it began"', async () => {
  const room = work.room(number)
  const { ts = '' } = await work.does(clara, { act: 'say', channel: room, text: 'it began at noon' })
  await work.does(clara, { act: 'shortcut', callbackId: 'when-it-began', message: { channel: room, ts } })
  expect(work.form(clara)).toBeUndefined()
  expect(work.reads(clara)).toBe(onlyIm)
})

test('the shortcut "Add to timeline"', async () => {
  const room = work.room(number)
  const { ts = '' } = await work.does(clara, { act: 'say', channel: room, text: 'it began at noon' })
  await work.does(clara, { act: 'shortcut', callbackId: 'add-to-timeline', message: { channel: room, ts } })
  expect(work.reads(clara)).not.toContain('On the timeline')
})

test('whoever the table names may, once they are it', async () => {
  await work.types(jonas, `/incident severity ${other} P1`)
  expect(work.reads(jonas)).toBe(onlyIm)
})

test.each([
  { rotas: [jonas], who: `<@${jonas}>`, may: [jonas], not: [mira, clara, devon] },
  { rotas: ['geoc'], who: 'people who take turns as GEOC', may: [clara], not: [jonas, devon, mira] },
  { rotas: ['sem'], who: 'people who take turns as SEM', may: [devon], not: [jonas, clara] },
  { rotas: ['responders'], who: 'people who are on call themselves', may: [jonas], not: [mira] },
] as const)('for rotas the table means what it says: $who', async ({ rotas, who, may, not }) => {
  await using own = await openWorkplace('http', { permissions: { rotas: [...rotas] } })
  const line = '/oncall add @leila.haddad SEM payments'
  for (const one of not) expect(await own.types(one, line)).toBe(`Only ${who} can change a rota for others.`)
  for (const one of may) expect(await own.types(one, line)).not.toContain('Only')
})

test('a guest takes part only where they were invited', async () => {
  const elsewhere = 'Guests can take part only in rooms they have been invited to.'
  const channel = 'C05SEARCH'
  for (const line of ['declare it burns', `status ${number}`, `join ${number}`, `note ${number} hello`]) {
    expect(await work.types(gus, `/incident ${line}`, channel)).toBe(elsewhere)
  }
  expect(await work.types(gus, '/incident list', channel)).not.toContain('#')
  const room = work.room(number)
  await work.does(mira, { act: 'invite', channel: room, user: gus })
  expect(await work.types(gus, '/incident status', room)).toContain('checkout is down')
  expect(await work.types(gus, '/incident list', channel)).toContain('One incident:')
})

test('the deactivated, bots and people of another organisation are turned away everywhere', async () => {
  const { surface } = work.slack
  const refused = 'Only people of this workspace can do that.'
  // Slack delivers what a person did a moment before they were deactivated.
  expect(await work.types(leila, '/incident list')).toContain('incident')
  await work.does(leila, { act: 'deactivate' })
  expect(surface.people().find(({ id }) => id === leila)?.deactivated).toBe(true)
  for (const user of [leila, olga]) expect(await asIfActive(user, '/incident', 'list')).toContain(refused)
  expect(await asIfActive('U0STRANGER', '/incident', 'declare it burns')).toContain(refused)
  expect(await asIfActive('U0BOT', '/oncall', '')).toContain(refused)
  expect(await work.types(devon, '/incident list', general)).not.toContain('it burns')
  // Somebody of another organisation, met in a channel that both share.
  const user = { id: 'U0PARTNER', team_id: 'T0PARTNER', name: 'yan', is_stranger: false }
  const event = { type: 'user_change', user }
  await signed(JSON.stringify({ type: 'event_callback', event_id: 'Ev0PARTNER', event }), 'application/json')
  expect(await asIfActive('U0PARTNER', '/incident', 'declare it burns')).toContain(refused)
})

/** A signed command of somebody whom the local Slack would not let type. */
async function asIfActive(user: string, command: string, text: string): Promise<string> {
  const form = new URLSearchParams({
    command,
    text,
    user_id: user,
    channel_id: general,
    trigger_id: `trigger.${user}.${text}`,
    team_id: 'T0VELODROME',
  })
  return signed(form.toString(), 'application/x-www-form-urlencoded')
}

async function signed(body: string, contentType: string): Promise<string> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
  const response = await fetch(`${work.url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  })
  return response.text()
}
