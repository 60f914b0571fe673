/** The edge against whatever comes in: forged, old, malformed, hostile, late, or from somebody who may not. */
import { createHmac } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { policySchema } from '#policy/policy.ts'
import { type LocalSlack, startSlack } from '../sandbox/slack.ts'
import type { Act, Answer, StateValues } from '../sandbox/surface.ts'
import { type App, startApp } from '../src/app.ts'
import { createLog } from '../src/log.ts'

const secret = 'a signing secret'
const [mira, clara, jonas] = ['U05MIRA', 'U03CLARA', 'U02JONAS']
const general = 'C01GENERAL'

let ahead = 0
const clock = {
  now: () => new Date(Date.now() + ahead),
  advance(ms: number) {
    ahead += ms
  },
}
const logged: string[] = []
const open = new AsyncDisposableStack()
let slack: LocalSlack
let app: App

beforeAll(async () => {
  slack = open.use(
    await startSlack({
      clock,
      manifest: 'manifest.yml',
      signingSecret: secret,
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
    }),
  )
  const log = createLog('debug', { write: (line) => void logged.push(line) })
  const connection = { mode: 'http', signingSecret: secret } as const
  app = open.use(
    await startApp({
      config: {
        slack: { botToken: 'xoxb-1', apiUrl: slack.apiUrl, connection },
        databaseUrl: null,
        dataDir: '',
        policyFile: '',
        publicUrl: null,
        port: 0,
        logLevel: 'debug',
        pageHookSecret: null,
      },
      policy: policySchema.parse({
        people: { geoc: [clara], im: [jonas] },
        squads: { payments: { sem: ['U04DEVON'] } },
      }),
      clock,
      log,
      snapshot: await openAsBlob(inject('snapshot')),
      pollMs: 20,
    }),
  )
  await slack.connectTo(`${at()}/slack/events`)
  await settled()
})
afterAll(async () => {
  await open.disposeAsync()
  // Nothing of all this was a fault of ours, and nothing that people wrote was logged.
  expect(logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
  expect(logged.join('')).not.toMatch(/forged|coffee machine|payments are declined|evil\.example/)
})

function at(): string {
  return `http://127.0.0.1:${app.port}`
}

async function settled(): Promise<void> {
  await app.settle()
  await slack.settled()
  await app.settle()
}

/** An act without its person. */
type Deed = Act extends infer A ? (A extends Act ? Omit<A, 'as'> : never) : never

async function does(as: string, deed: Deed): Promise<Answer> {
  const answer = await slack.surface.do({ as, ...deed } as Act)
  await settled()
  return answer
}

async function types(as: string, text: string, channel = general): Promise<string> {
  expect(await does(as, { act: 'command', channel, text })).toEqual({ ok: true })
  return reads(as)
}

/** What this person was last told in private. */
function reads(as: string): string {
  return slack.surface.ephemerals(as).at(-1)?.text ?? ''
}

function room(number: number, as = mira): string {
  const found = slack.surface.channels(as).find((one) => `${one.name}-`.startsWith(`incident-${number}-`))
  if (!found) throw new Error(`${as} sees no room of #${number}`)
  return found.id
}

function card(number: number) {
  const channel = room(number)
  const found = slack.surface
    .messages(mira, channel)
    .find((one) => JSON.stringify(one.blocks ?? '').includes('incident.more'))
  if (!found) throw new Error(`no card of #${number}`)
  return { channel, ts: found.ts }
}

async function declares(title: string): Promise<number> {
  const [, number] = /^#(\d+)/.exec(await types(mira, `/incident declare ${title}`)) ?? []
  return Number(number)
}

async function incidents(): Promise<number> {
  const listed = await types(mira, '/incident list all')
  return listed.split('\n').filter((line) => line.startsWith('#')).length
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
  const response = await fetch(`${at()}/slack/events`, {
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

test('a request without a signature is refused, a verification and an SSL check too', async () => {
  for (const body of ['null', '{"type":"url_verification","challenge":"c"}', 'ssl_check=1']) {
    expect(await sends(body, {}, body.startsWith('ssl') ? form : undefined)).toBe(401)
  }
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
  expect((await fetch(`${at()}/slack/events`)).status).toBe(405)
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
  expect((await fetch(`${at()}/healthz`)).status).toBe(200)
  expect((await fetch(`${at()}/nothing-here`)).status).toBe(404)
})

test.each([
  ['nothing', '/incident declare    ', 'modal'],
  ['only signs', '/incident declare !!!', 'Say in a few words what is happening'],
  ['10,000 characters', `/incident declare ${'x'.repeat(10_000)}`, 'Nothing was declared'],
])('a title of %s gets a kind answer', async (_, text, expected) => {
  const before = await incidents()
  const answer = await types(mira, text)
  if (expected === 'modal') {
    const [modal] = slack.surface.modals(mira)
    expect(modal?.callbackId).toBe('incident.declare')
    await does(mira, { act: 'closeModal', viewId: modal?.viewId ?? '' })
  } else {
    expect(answer).toContain(expected)
  }
  expect(await incidents()).toBe(before)
})

test('mark-up in a title pings nobody and stays what it is: text', async () => {
  const title = '<!channel> <https://evil.example|click> *bold* 🔥 مرحبا <@U03CLARA>'
  const number = await declares(title)
  const shown = slack.surface.messages(mira, room(number))
  expect(shown.map(({ text }) => text).join()).not.toMatch(/<!channel|\|click>/)
  expect(JSON.stringify(shown.map(({ blocks }) => blocks))).not.toMatch(
    /"broadcast"|"mrkdwn"|"url":"https:..evil/,
  )
  expect(reads(mira)).toContain('&lt;!channel&gt;')
  const mention = declaring({
    text: 'declare <!channel> <https://a.example|b> burns',
    trigger_id: 'mention.1',
  })
  expect(await sends(mention, signed(mention), form)).toBe(200)
  expect(await types(mira, '/incident list')).toContain('@channel https://a.example burns')
})

test('the same delivery thrice is one incident, and reads the same', async () => {
  const before = await incidents()
  const body = declaring({ text: 'declare search is slow', trigger_id: 'again.1' })
  for (const _ of [1, 2, 3]) expect(await sends(body, signed(body), form)).toBe(200)
  await settled()
  expect(await incidents()).toBe(before + 1)
})

test('an unknown verb is answered with the one that was meant', async () => {
  expect(await types(mira, '/incident decalre x')).toContain('Did you mean /incident declare?')
})

test('whoever is of another workspace, or of none, changes nothing', async () => {
  const number = await declares('orders are missing')
  const before = slack.surface.messages(mira, room(number)).length
  for (const user of ['U0STRANGER', 'USLACKBOT']) {
    const click = JSON.stringify({
      type: 'block_actions',
      user: { id: user },
      trigger_id: `stranger.${user}`,
      actions: [{ action_id: 'incident.acknowledge', value: String(number) }],
    })
    expect(await sends(click, signed(click))).toBe(200)
    const typed = declaring({ user_id: user, trigger_id: `typed.${user}` })
    const response = await fetch(`${at()}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': form, ...signed(typed) },
      body: typed,
    })
    expect(JSON.stringify(await response.json())).toContain('Only people of this workspace')
  }
  await settled()
  expect(slack.surface.messages(mira, room(number))).toHaveLength(before)
  expect(await types(mira, `/incident status #${number}`)).toContain('GEOC: nobody yet')
})

test('two click Acknowledge: one has it, the other is told who', async () => {
  const number = await declares('payments are declined')
  const click = (as: string) => ({
    as,
    act: 'click' as const,
    place: card(number),
    actionId: 'incident.acknowledge',
  })
  await Promise.all([slack.surface.do(click(clara)), slack.surface.do(click(jonas))])
  await settled()
  const told = [reads(clara), reads(jonas)].map((text) => (/You have/.test(text) ? 'has it' : text))
  expect(told).toContain('has it')
  expect(told.find((text) => text !== 'has it')).toMatch(/already has #\d+/)
})

test('a form refuses in the field that is wrong, and keeps what was typed', async () => {
  const number = await declares('invoices are empty')
  await does(clara, { act: 'click', place: card(number), actionId: 'incident.fix' })
  const [modal] = slack.surface.modals(clara)
  const answer = (type: 'plain_text_input', value: string) => ({ answer: { type, value } })
  const values: StateValues = {
    kind: {
      answer: {
        type: 'radio_buttons',
        selected_option: { text: { type: 'plain_text', text: 'x' }, value: 'revert' },
      },
    },
    text: answer('plain_text_input', 'reverting'),
    link: answer('plain_text_input', 'javascript:alert(1)'),
  }
  const refused = await does(clara, { act: 'submit', viewId: modal?.viewId ?? '', values })
  expect(refused.errors).toEqual({ link: expect.stringContaining('not a web address') })
  const submitted = { ...values, link: answer('plain_text_input', 'https://git.example/pull/7') }
  expect(await does(clara, { act: 'submit', viewId: modal?.viewId ?? '', values: submitted })).toEqual({
    ok: true,
  })
  expect(slack.surface.modals(clara)).toEqual([])
  expect(await types(mira, `/incident status ${number}`)).toContain('Fix 1, revert (under way): reverting')
})

test('a button on an incident that is over says so, and changes nothing', async () => {
  const number = await declares('a false alarm')
  const stale = card(number)
  await types(mira, '/incident cancel it was the coffee machine', room(number))
  for (const action of ['incident.acknowledge', 'incident.resolve', 'incident.escalate-im']) {
    const click = JSON.stringify({
      type: 'block_actions',
      user: { id: clara },
      trigger_id: `stale.${action}`,
      response_url: await responseUrlFor(clara, stale.channel),
      actions: [{ action_id: action, value: String(number) }],
    })
    expect(await sends(click, signed(click))).toBe(200)
    await settled()
    expect(reads(clara)).toContain(`#${number} is cancelled. Reopen it first.`)
  }
  expect(slack.surface.modals(clara)).toEqual([])
})

/** A response_url that this person could have been given. */
async function responseUrlFor(as: string, channel: string): Promise<string> {
  await types(as, '/incident list', channel)
  const delivered = slack.journal.entries().findLast((one) => JSON.stringify(one).includes('response_url'))
  const [, url] = /"response_url":"([^"]+)"/.exec(JSON.stringify(delivered)) ?? []
  if (url === undefined) throw new Error('no response_url was given out')
  return url
}

test('forms and buttons that were tampered with lead nowhere', async () => {
  for (const value of ['', '0', '-1', '1e9', 'x', '99999999', '{"number":1}']) {
    for (const action_id of [
      'incident.acknowledge',
      'incident.merge-into',
      'role.accept',
      'page.acknowledge',
    ]) {
      const click = JSON.stringify({
        type: 'block_actions',
        user: { id: mira },
        trigger_id: `odd.${action_id}.${value}`,
        actions: [{ action_id, value }],
      })
      expect(await sends(click, signed(click))).toBe(200)
    }
  }
  const submission = JSON.stringify({
    type: 'view_submission',
    user: { id: mira },
    view: { id: 'V1', callback_id: 'incident.declare', private_metadata: 'not json', state: 7, blocks: [] },
  })
  expect(await sends(submission, signed(submission))).toBe(200)
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
  const response = await fetch(`${at()}/slack/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signed(body) },
    body,
  })
  expect(await response.json()).toEqual({
    response_action: 'errors',
    errors: { squad: 'There is no squad "no-such". There is payments.' },
  })
})
