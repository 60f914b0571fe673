import { expect, test } from 'vitest'
import { startTestBot } from '../test-bot.ts'
import { startTestSlack } from '../test-slack.ts'

const MIRA = 'U05MIRA'
const GENERAL = 'C01GENERAL'
const plain = (text: string) => ({ type: 'plain_text', text })
const title = plain('Title')
const submit = plain('Go')

const field = (id: string, more: object = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(id),
  element: { type: 'plain_text_input', action_id: id, ...more },
})

const view = (...blocks: object[]) => ({ type: 'modal', callback_id: 'ask', title, submit, blocks })
const values = (id: string, value: string) => ({ [id]: { [id]: { type: 'plain_text_input', value } } })

/** Mira typed a command, and the bot holds her trigger. */
async function commanded(options: Parameters<typeof startTestSlack>[0] = {}) {
  const bot = await startTestBot()
  const slack = await startTestSlack(options)
  await slack.connectTo(bot.url)
  const trigger = () => String(bot.received.at(-1)?.body['trigger_id'])
  await slack.surface.do({ as: MIRA, act: 'command', channel: GENERAL, text: '/echo a' })
  return {
    slack,
    bot,
    surface: slack.surface,
    modals: () => slack.surface.modals(MIRA),
    open: (sent: object) => slack.call('views.open', { trigger_id: trigger(), view: sent }),
    push: (sent: object) => slack.call('views.push', { trigger_id: trigger(), view: sent }),
    submit: (viewId: string, filled: ReturnType<typeof values>) =>
      slack.surface.do({ as: MIRA, act: 'submit', viewId, values: filled }),
    async [Symbol.asyncDispose]() {
      await slack[Symbol.asyncDispose]()
      await bot[Symbol.asyncDispose]()
    },
  }
}

test('a trigger opens one modal', async () => {
  await using t = await commanded()
  expect(await t.open(view(field('a')))).toMatchObject({
    ok: true,
    view: { callback_id: 'ask', root_view_id: t.modals()[0]?.viewId },
  })
  expect(await t.open(view(field('a')))).toMatchObject({ ok: false, error: 'exchanged_trigger_id' })
})

test('a trigger ends', async () => {
  await using t = await commanded({ triggerMs: 0 })
  expect(await t.open(view(field('a')))).toMatchObject({ ok: false, error: 'expired_trigger_id' })
})

test('a modal can be updated by whoever knows its newest hash', async () => {
  await using t = await commanded()
  const opened = await t.open(view(field('a')))
  const { id, hash } = opened['view']
  const first = await t.slack.call('views.update', { view_id: id, hash, view: view(field('b')) })
  expect(first).toMatchObject({ ok: true })
  expect(await t.slack.call('views.update', { view_id: id, hash, view: view(field('c')) })).toMatchObject({
    error: 'hash_conflict',
  })
  expect(t.modals()[0]?.view.blocks).toMatchObject([{ block_id: 'b' }])
})

test('what stands in an input survives an update that keeps the input', async () => {
  await using t = await commanded()
  const opened = await t.open(view({ ...field('a'), dispatch_action: true }))
  const viewId = opened['view'].id as string
  const chosen = { type: 'plain_text_input', value: 'typed' }
  await t.surface.do({ as: MIRA, act: 'click', place: { viewId }, actionId: 'a', chosen })
  await t.slack.call('views.update', {
    view_id: viewId,
    view: view(field('a'), field('b', { initial_value: 'x' })),
  })
  expect(t.modals()[0]?.view['state']).toMatchObject({
    values: { a: { a: { value: 'typed' } }, b: { b: { value: 'x' } } },
  })
})

test('three modals stack, and no fourth', async () => {
  await using t = await commanded()
  const button = {
    type: 'actions',
    block_id: 'x',
    elements: [{ type: 'button', action_id: 'more', text: plain('More') }],
  }
  await t.open(view(button))
  const press = () =>
    t.surface.do({
      as: MIRA,
      act: 'click',
      place: { viewId: t.modals().at(-1)?.viewId ?? '' },
      actionId: 'more',
    })
  await press()
  expect(await t.push(view(button))).toMatchObject({ ok: true })
  await press()
  expect(await t.push(view(button))).toMatchObject({ ok: true })
  await press()
  expect(await t.push(view(button))).toMatchObject({ ok: false, error: 'push_limit_reached' })
  expect(t.modals()).toHaveLength(3)
})

test.each([
  ['nothing', '', ''],
  ['too much', 'x'.repeat(11), 'Must be 10 characters or fewer.'],
])('the page itself refuses %s', async (_name, value, message) => {
  await using t = await commanded()
  const { id } = (await t.open(view(field('a', { max_length: 10 }))))['view']
  const before = t.bot.received.length
  const answer = await t.submit(id, values('a', value))
  expect(answer).toEqual({
    ok: false,
    error: 'incomplete',
    errors: { a: message || 'Please complete this required field.' },
  })
  expect(t.bot.received).toHaveLength(before)
})

const answers: [string, object | string, string[], string | undefined][] = [
  ['an empty answer closes', '', [], undefined],
  ['"clear" closes all', { response_action: 'clear' }, [], undefined],
  ['errors stay at their input', { response_action: 'errors', errors: { a: 'No.' } }, ['a'], 'refused'],
  [
    'errors for no input are a mistake',
    { response_action: 'errors', errors: { z: 'No.' } },
    ['a'],
    'invalid_response_action_errors',
  ],
  ['"update" replaces', { response_action: 'update', view: view(field('b')) }, ['b'], undefined],
  ['"push" stacks', { response_action: 'push', view: view(field('b')) }, ['a', 'b'], undefined],
  ['a bad view is a mistake', { response_action: 'update', view: {} }, ['a'], 'invalid_arguments'],
]

test.each(answers)('after a submission, %s', async (_name, answer, blocks, error) => {
  await using t = await commanded()
  const { id } = (await t.open(view(field('a'))))['view']
  t.bot.answer.body = answer === '' ? '' : JSON.stringify(answer)
  expect((await t.submit(id, values('a', 'x'))).error).toBe(error)
  expect(t.modals().map((m) => m.view.blocks[0]?.block_id)).toEqual(blocks)
})

test('a silent bot leaves the modal open with a notice', async () => {
  await using t = await commanded()
  const { id } = (await t.open(view(field('a'))))['view']
  t.slack.patience.ms = 20
  t.bot.answer.silent = true
  expect(await t.submit(id, values('a', 'x'))).toMatchObject({ ok: false, error: 'operation_timed_out' })
  expect(t.modals()[0]?.problem).toBe('We had some trouble connecting. Try again?')
})

test('closing tells the bot only where it asked', async () => {
  await using t = await commanded()
  const opened = await t.open({ ...view(field('a')), notify_on_close: true })
  await t.surface.do({ as: MIRA, act: 'closeModal', viewId: opened['view'].id })
  await t.slack.settled()
  expect(t.modals()).toEqual([])
  expect(t.bot.received.at(-1)?.body).toMatchObject({
    type: 'view_closed',
    is_cleared: false,
    view: { callback_id: 'ask' },
  })
})

test('shortcuts carry a trigger, and those on a message the message', async () => {
  await using t = await commanded()
  const said = await t.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'is it down?' })
  await t.surface.do({ as: MIRA, act: 'shortcut', callbackId: 'do_it' })
  const message = { channel: GENERAL, ts: said.ts ?? '' }
  await t.surface.do({ as: MIRA, act: 'shortcut', callbackId: 'keep_it', message })
  expect(t.bot.received.slice(-2).map((r) => r.body)).toMatchObject([
    { type: 'shortcut', callback_id: 'do_it', user: { id: MIRA } },
    {
      type: 'message_action',
      message: { text: 'is it down?', user: MIRA },
      channel: { id: GENERAL, name: 'general' },
    },
  ])
})
