/** The edge against all that comes in: forged, old, malformed, hostile, late, or from somebody who may not. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clicks, forms } from '#slack/register.ts'
import { clara, general, jonas, mira, openWorkplace, type Workplace } from './workplace.ts'
import { secret } from './local-slack.ts'

let work: Workplace
beforeAll(async () => {
  work = await openWorkplace()
})
beforeEach(() => work.aMinuteLater())
afterAll(async () => {
  await work[Symbol.asyncDispose]()
  // Nothing of all this was a fault of ours, and nothing that people wrote was logged.
  expect(work.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
  expect(work.logged.join('')).not.toMatch(/forged|coffee machine|payments are declined|evil\.example/)
})

async function incidents(): Promise<number> {
  const listed = await work.types(mira, '/incident list all')
  return listed.split('\n').filter((line) => / · #\d/.test(line)).length
}

function signed(body: string, { seconds = 0, by = secret } = {}): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000) + seconds)
  const signature = createHmac('sha256', by).update(`v0:${timestamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` }
}

async function sends(
  body: string,
  headers: Record<string, string>,
  type = 'application/json',
): Promise<number> {
  const response = await fetch(`${work.url}/slack/events`, {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body,
  })
  await response.text()
  return response.status
}

const form = 'application/x-www-form-urlencoded'
const declaring = (fields: Record<string, string> = {}) =>
  new URLSearchParams({
    command: '/incident',
    text: 'declare forged',
    user_id: mira,
    channel_id: general,
    trigger_id: 'forged.1',
    ...fields,
  }).toString()

test('ssl_check is answered without a signature, and carries nothing out', async () => {
  const before = await incidents()
  expect(await sends('ssl_check=1&token=unused', {}, form)).toBe(200)
  expect((await fetch(`${work.url}/slack/events?ssl_check=1&token=unused`)).status).toBe(200)
  expect(await sends(declaring({ ssl_check: '1' }), {}, form)).toBe(401)
  expect(await incidents()).toBe(before)
})

test.each([
  ['forged', { by: 'a guess' }],
  ['of an hour ago', { seconds: -3600 }],
  ['of next hour', { seconds: 3600 }],
])('a signature %s is refused, and nothing is looked at', async (_, given) => {
  const before = await incidents()
  expect(await sends(declaring(), signed(declaring(), given), form)).toBe(401)
  expect(await sends('{', signed('{', given))).toBe(401)
  expect(await incidents()).toBe(before)
})

test('a request without a signature is refused, a verification too', async () => {
  for (const body of ['null', '{"type":"url_verification","challenge":"c"}'])
    expect(await sends(body, {})).toBe(401)
})

test.each([
  'null',
  '[]',
  '{',
  '"text"',
  '{}',
  '{"type":"event_callback"}',
  '{"type":"event_callback","event_id":"Ev1","event":null}',
  '{"type":"event_callback","event_id":"Ev1","event":{"type":"message"}}',
  '{"type":"event_callback","event_id":"Ev1","event":{"type":"member_joined_channel","user":7,"channel":null}}',
  '{"type":"block_actions","actions":[{"action_id":"incident.acknowledge"}]}',
  '{"type":"block_actions","user":null,"trigger_id":"1","actions":[{"action_id":"x"}]}',
  '{"type":"block_actions","user":{"id":"U05MIRA"},"trigger_id":"1","actions":[]}',
  '{"type":"view_submission","user":{"id":"U05MIRA"}}',
  '{"type":"message_action","user":{"id":"U05MIRA"},"callback_id":"declare-from-message","trigger_id":"1"}',
  '{"type":"block_suggestion"}',
])('%s is a bad request', async (body) => {
  expect(await sends(body, signed(body))).toBe(400)
  const payload = new URLSearchParams({ payload: body }).toString()
  expect(await sends(payload, signed(payload), form)).toBe(400)
})

test('a body that is too large is refused, and other methods are', async () => {
  const body = `{"type":"event_callback","x":"${'x'.repeat(1_100_000)}"}`
  expect(await sends(body, signed(body)).catch(() => 413)).toBe(413)
  expect((await fetch(`${work.url}/slack/events`)).status).toBe(405)
})

test('buttons and events that nobody knows are taken, and do nothing', async () => {
  const click =
    '{"type":"block_actions","user":{"id":"U05MIRA"},"trigger_id":"1","actions":[{"action_id":"page.open-room"}]}'
  expect(await sends(click, signed(click))).toBe(200)
  const event = '{"type":"event_callback","event_id":"Ev1","event":{"type":"emoji_changed","user":null}}'
  expect(await sends(event, signed(event))).toBe(200)
  expect(await sends('{"type":"app_rate_limited"}', signed('{"type":"app_rate_limited"}'))).toBe(200)
})

test('everything else on the port is answered beside it', async () => {
  expect((await fetch(`${work.url}/healthz`)).status).toBe(200)
  expect((await fetch(`${work.url}/nothing-here`)).status).toBe(404)
})

test.each([
  ['nothing', '/incident declare    '],
  ['only signs', '/incident declare !!!'],
])('a title of %s opens the form', async (_, text) => {
  const before = await incidents()
  await work.types(mira, text)
  const [modal] = work.slack.surface.modals(mira)
  expect(modal?.callbackId).toBe('incident.declare')
  await work.does(mira, { act: 'closeModal', viewId: modal?.viewId ?? '' })
  expect(await incidents()).toBe(before)
})

test('mark-up in a title pings nobody and stays what it is: text', async () => {
  const title = '<!channel> <https://evil.example|click> *bold* 🔥 مرحبا <@U03CLARA>'
  const number = await work.declares(mira, title)
  const shown = work.slack.surface.messages(mira, work.room(number))
  expect(shown.map(({ text }) => text).join()).not.toMatch(/<!channel|\|click>/)
  expect(JSON.stringify(shown.map(({ blocks }) => blocks))).not.toMatch(
    /"broadcast"|"mrkdwn"|"url":"https:..evil/,
  )
  expect(work.reads(mira)).toContain('&lt;!channel&gt;')
  const mention = declaring({
    text: 'declare <!channel> <https://a.example|b> burns',
    trigger_id: 'mention.1',
  })
  expect(await sends(mention, signed(mention), form)).toBe(200)
  expect(await work.types(mira, '/incident list')).toContain('@channel https://a.example burns')
})

test('the same delivery thrice is one incident, and reads the same', async () => {
  const before = await incidents()
  const body = declaring({ text: 'declare search is slow', trigger_id: 'again.1' })
  for (const _ of [1, 2, 3]) expect(await sends(body, signed(body), form)).toBe(200)
  await work.settled()
  expect(await incidents()).toBe(before + 1)
})

test('an unknown verb is answered with the one that was meant', async () => {
  expect(await work.types(mira, '/incident decalre x')).toContain('Did you mean /incident declare x?')
})

test('whoever is of another workspace, or of none, changes nothing', async () => {
  const number = await work.declares(mira, 'orders are missing')
  const before = work.slack.surface.messages(mira, work.room(number)).length
  for (const user of ['U0STRANGER', 'USLACKBOT']) {
    const click = JSON.stringify({
      type: 'block_actions',
      user: { id: user },
      trigger_id: `stranger.${user}`,
      actions: [{ action_id: 'incident.acknowledge', value: String(number) }],
    })
    expect(await sends(click, signed(click))).toBe(200)
    const typed = declaring({ user_id: user, trigger_id: `typed.${user}` })
    const response = await fetch(`${work.url}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': form, ...signed(typed) },
      body: typed,
    })
    expect(JSON.stringify(await response.json())).toContain('Only people of this workspace')
  }
  await work.settled()
  expect(work.slack.surface.messages(mira, work.room(number))).toHaveLength(before)
  expect(await work.types(mira, `/incident status #${number}`)).toContain('GEOC: nobody yet')
})

test('two click Acknowledge: one has it, the other is told who', async () => {
  const number = await work.declares(mira, 'payments are declined')
  const click = (as: string) => ({
    as,
    act: 'click' as const,
    place: work.card(number),
    actionId: 'incident.acknowledge',
  })
  await Promise.all([work.slack.surface.do(click(clara)), work.slack.surface.do(click(jonas))])
  await work.settled()
  const told = [work.reads(clara), work.reads(jonas)].map((text) => (/You have/.test(text) ? 'has it' : text))
  expect(told).toContain('has it')
  expect(told.find((text) => text !== 'has it')).toMatch(/already has #\d+/)
})

test('a form refuses in the field that is wrong, and keeps what was typed', async () => {
  const number = await work.declares(mira, 'invoices are empty')
  await work.presses(clara, 'incident.fix', work.card(number))
  const typed = { kind: 'revert', text: 'reverting' }
  const refused = await work.fills(clara, { ...typed, link: 'javascript:alert(1)' })
  expect(refused.errors).toEqual({ link: expect.stringContaining('not a web address') })
  expect(await work.fills(clara, { ...typed, link: 'https://git.example/pull/7' })).toEqual({ ok: true })
  expect(work.form(clara)).toBeUndefined()
  expect(await work.types(mira, `/incident status ${number}`)).toContain(
    'Fix 1, revert (under way): reverting',
  )
})

test('a button on an incident that is over says so, and changes nothing', async () => {
  const number = await work.declares(mira, 'a false alarm')
  const stale = work.card(number)
  await work.types(mira, '/incident cancel it was the coffee machine', work.room(number))
  for (const action of ['incident.acknowledge', 'incident.resolve', 'incident.escalate-im']) {
    const click = JSON.stringify({
      type: 'block_actions',
      user: { id: clara },
      trigger_id: `stale.${action}`,
      response_url: await responseUrlFor(clara, stale.channel),
      actions: [{ action_id: action, value: String(number) }],
    })
    expect(await sends(click, signed(click))).toBe(200)
    await work.settled()
    expect(work.reads(clara)).toContain(`#${number} is cancelled. Reopen it first.`)
  }
  expect(work.slack.surface.modals(clara)).toEqual([])
})

/** A response_url that this person could have been given. */
async function responseUrlFor(as: string, channel: string): Promise<string> {
  await work.types(as, '/incident list', channel)
  const delivered = work.slack.journal
    .entries()
    .findLast((one) => JSON.stringify(one).includes('response_url'))
  const [, url] = /"response_url":"([^"]+)"/.exec(JSON.stringify(delivered)) ?? []
  if (url === undefined) throw new Error('no response_url was given out')
  return url
}

const far = '-271821-04-20T00:00:00.000Z'

test.each([
  '',
  '0',
  '-1',
  '1e9',
  'x',
  'x/summary',
  '99999999',
  '99999999999999',
  '99999999999999/summary',
  `geoc ${far}`,
  'geoc 99999999999999',
  '{"number":1}',
  '{"number":99999999999999,"role":"im","into":99999999999999,"key":"update","nth":99999999999999}',
])('whatever button carries %j, it leads nowhere', async (value) => {
  const clicked = Object.keys(clicks).map((action_id) =>
    JSON.stringify({
      type: 'block_actions',
      user: { id: mira },
      trigger_id: `odd.${action_id}.${value}`,
      actions: [{ action_id, value }],
    }),
  )
  expect(await statuses(clicked)).toEqual([200])
})

test.each([
  ['no metadata', 'not json', {}],
  ['a state that is none', '{}', 7],
  ['numbers too large', '{"incident":99999999999999,"fix":99999999999999,"of":"99999999999999"}', {}],
  ['a number too large beside a right one', '{"incident":1,"fix":99999999999999,"of":"99999999999999"}', {}],
  [
    'times that no calendar has',
    '{"incident":1,"rota":"geoc"}',
    {
      ...filled(['at', 'from', 'until'], { selected_date_time: 9e14 }),
      ...filled(['first', 'last', 'due'], { selected_date: '0000-01-01' }),
      ...filled(['shift', 'mine', 'theirs', 'into', 'entry'], { selected_option: { value: `geoc ${far}` } }),
    },
  ],
  [
    'half a character',
    '{"incident":1}',
    filled(['text', 'title', 'reason', 'note', 'what'], { value: '\uD83D' }),
  ],
])('whatever form comes back with %s, nothing fails', async (name, private_metadata, values) => {
  const sent = Object.keys(forms).map((callback_id) =>
    JSON.stringify({
      type: 'view_submission',
      user: { id: mira },
      view: { id: `V ${callback_id} ${name}`, callback_id, private_metadata, state: { values }, blocks: [] },
    }),
  )
  expect(await statuses(sent)).toEqual([200])
})

function filled(names: readonly string[], answer: object): Record<string, object> {
  return Object.fromEntries(names.map((name) => [name, { answer }]))
}

async function statuses(bodies: readonly string[]): Promise<number[]> {
  const all = await Promise.all(bodies.map((body) => sends(body, signed(body))))
  return [...new Set(all)]
}

test('what is nested deeper than anything is a bad request', async () => {
  const blocks = '['.repeat(100_000) + ']'.repeat(100_000)
  const body = `{"type":"event_callback","event_id":"Ev1","event":{"type":"message","blocks":${blocks}}}`
  expect(await sends(body, signed(body))).toBe(400)
})

test('a token that somebody else lost is no trouble of ours', async () => {
  for (const event of [{ type: 'tokens_revoked', tokens: { oauth: [mira] } }, { type: 'app_uninstalled' }]) {
    const body = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', event })
    expect(await sends(body, signed(body))).toBe(200)
  }
  expect(await work.types(mira, '/incident list')).not.toBe('')
})

test('an unknown squad is refused where it was chosen', async () => {
  const values = {
    title: { a: { value: 'orders vanish' } },
    squad: { a: { selected_option: { value: 'no-such' } } },
  }
  const body = JSON.stringify({
    type: 'view_submission',
    user: { id: mira },
    view: {
      id: 'V2',
      callback_id: 'incident.declare',
      private_metadata: '{}',
      state: { values },
      blocks: ['title', 'squad'].map((block_id) => ({ type: 'input', block_id })),
    },
  })
  const response = await fetch(`${work.url}/slack/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signed(body) },
    body,
  })
  expect(await response.json()).toEqual({
    response_action: 'errors',
    errors: { squad: 'There is no squad "no-such". The squads: payments.' },
  })
})
