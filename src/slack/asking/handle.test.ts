import { pino } from 'pino'
import { expect, test } from 'vitest'
import { Refusal } from '#errors.ts'
import { formFrom, type Typed, typedFrom } from './request.ts'
import { handle } from './handle.ts'
import type { Flow, Services } from './services.ts'

const services = {
  people: { find: async (id: string) => ({ id, name: 'Robin', active: true }), acted: async () => {} },
  clock: { now: () => new Date() },
  policy: { words: { contact: 'call the office' } },
  rotas: { lastKnown: () => ['U1'] },
  troubleIn: (error: unknown) => (error instanceof Error ? error.cause : null),
  log: pino({ level: 'silent' }),
  observe() {},
} as unknown as Services

const typed = { command: '/incident', text: 'x', user_id: 'U9', channel_id: 'C1', trigger_id: 't' }
const input = (block_id: string) => ({ type: 'input', block_id })
const form = {
  user: { id: 'U9' },
  view: {
    id: 'V1',
    callback_id: 'f',
    private_metadata: '',
    state: {},
    blocks: [input('title'), input('link')],
  },
}

async function acked(body: unknown, flow: Flow<never>): Promise<string> {
  const acks: unknown[] = []
  const parse = body === typed ? typedFrom : formFrom
  const listener = handle(
    'it',
    parse as typeof typedFrom,
    flow as Flow<ReturnType<typeof typedFrom>>,
    services,
  )
  await listener({ body, ack: async (answer: unknown) => void acks.push(answer) })
  expect(acks).toHaveLength(1)
  return JSON.stringify(acks[0] ?? null)
}

const failing =
  (error: Error): Flow<never> =>
  () =>
    Promise.reject(error)
const refused = failing(new Refusal('<@U7> has it.', 'link'))
const down = failing(new Error('no', { cause: 'nothing recorded' }))
const unknown = failing(new Error('no', { cause: 'outcome unknown' }))
const broken = failing(new Error('secret detail', { cause: null }))

test.each([
  ['a refusal', refused, /^\{"response_type":"ephemeral".*has it\./],
  ['a database that is away', down, /ephemeral.*Nothing was recorded.*<@U1>.*call the office/],
  ['an unknown outcome', unknown, /ephemeral.*Send it again: it will not create a second one/],
  ['a fault of ours', broken, /ephemeral.*reference [0-9a-f]{8}/],
])('a command is answered in words for %s', async (_, flow, words) => {
  const answer = await acked(typed, flow)
  expect(answer).toMatch(words)
  expect(answer).not.toContain('secret detail')
})

test.each([
  ['a command', typed, /^\{"response_type":"ephemeral".*could not read/],
  ['a form', form, /^\{"response_action":"push".*could not read/],
  ['nothing', null, /could not read/],
])('%s that cannot be read is answered all the same', async (_, body, words) => {
  const acks: unknown[] = []
  const parse = (): Typed => {
    throw new Error('not as Slack sends it')
  }
  const listener = handle('it', parse, async () => null, services)
  await listener({ body, ack: async (answer: unknown) => void acks.push(answer) })
  expect(acks.map((ack) => JSON.stringify(ack))).toEqual([expect.stringMatching(words)])
})

test.each([
  ['a refusal', refused, /^\{"response_action":"errors","errors":\{"link":"Robin has it\."\}\}$/],
  ['a database that is away', down, /^\{"response_action":"push".*Nothing was recorded/],
  [
    'an unknown outcome',
    unknown,
    /^\{"response_action":"errors","errors":\{"title":"I could not confirm that/,
  ],
  ['a fault of ours', broken, /^\{"response_action":"push".*reference/],
  ['success', async () => null, /^null$/],
] as [string, Flow<never>, RegExp][])('a form stays as it was filled in for %s', async (_, flow, answer) => {
  expect(await acked(form, flow)).toMatch(answer)
})
