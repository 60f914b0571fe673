import { App, HTTPReceiver, LogLevel, type Receiver, SocketModeReceiver } from '@slack/bolt'
import { expect, test } from 'vitest'
import { APP_TOKEN, BOT_TOKEN, SECRET, startTestSlack, type TestSlack } from './test-slack.ts'

/** A small real Bolt app: only `slackApiUrl` tells it that this is not Slack. */
function boltApp(slack: TestSlack, receiver: Receiver): { app: App; heard: string[] } {
  const clientOptions = { slackApiUrl: slack.apiUrl }
  const app = new App({ token: BOT_TOKEN, receiver, clientOptions, logLevel: LogLevel.ERROR })
  const heard: string[] = []
  app.command('/echo', async ({ ack, command, client }) => {
    await ack({ response_type: 'ephemeral', text: `you said ${command.text}` })
    await client.views.open({ trigger_id: command.trigger_id, view: modal('What?') })
  })
  app.view('ask', async ({ ack, view, client, body }) => {
    const value = view.state.values['what']?.['what']?.value ?? ''
    if (value === 'nothing') return ack({ response_action: 'errors', errors: { what: 'Say something' } })
    await ack()
    const channel = await client.conversations.create({ name: 'a-room' })
    await client.conversations.invite({ channel: channel.channel?.id ?? '', users: body.user.id })
    await client.chat.postMessage({ channel: channel.channel?.id ?? '', text: value, blocks: [button()] })
  })
  app.action('press', async ({ ack, respond }) => {
    await ack()
    await respond({ text: 'pressed', replace_original: false })
  })
  app.event('message', async ({ event }) => {
    heard.push(`${event.subtype ?? 'said'}: ${'text' in event ? event.text : ''}`)
  })
  return { app, heard }
}

function modal(title: string) {
  const element = { type: 'plain_text_input' as const, action_id: 'what' }
  return {
    type: 'modal' as const,
    callback_id: 'ask',
    title: { type: 'plain_text' as const, text: title },
    submit: { type: 'plain_text' as const, text: 'Go' },
    blocks: [
      {
        type: 'input' as const,
        block_id: 'what',
        label: { type: 'plain_text' as const, text: 'What' },
        element,
      },
    ],
  }
}

function button() {
  const text = { type: 'plain_text' as const, text: 'Press' }
  return {
    type: 'actions' as const,
    block_id: 'b',
    elements: [{ type: 'button' as const, action_id: 'press', text }],
  }
}

/** Command, modal, errors, room, button: once through everything a person does. */
async function story(slack: TestSlack, heard: string[]): Promise<void> {
  const { surface } = slack
  const as = 'U05MIRA'
  const general = 'C01GENERAL'
  expect(
    await surface.do({ as, act: 'command', channel: general, text: '/echo hi <b> @amina.okafor' }),
  ).toEqual({ ok: true })
  await slack.settled()
  expect(surface.ephemerals(as).map((m) => m.text)).toEqual([
    'you said hi &lt;b&gt; <@U01AMINA|amina.okafor>',
  ])
  const viewId = surface.modals(as)[0]?.viewId ?? ''
  const values = (value: string) => ({ what: { what: { type: 'plain_text_input', value } } })
  expect(await surface.do({ as, act: 'submit', viewId, values: values('') })).toMatchObject({
    ok: false,
    error: 'incomplete',
  })
  expect(await surface.do({ as, act: 'submit', viewId, values: values('nothing') })).toMatchObject({
    ok: false,
  })
  expect(surface.modals(as)[0]?.errors).toEqual({ what: 'Say something' })
  expect(await surface.do({ as, act: 'submit', viewId, values: values('it is down') })).toEqual({ ok: true })
  await slack.settled()
  expect(surface.modals(as)).toEqual([])
  const room = surface.channels(as).find((c) => c.name === 'a-room')
  expect(room?.member).toBe(true)
  const card = surface.messages(as, room?.id ?? '').find((m) => m.text === 'it is down')
  await surface.do({
    as,
    act: 'click',
    place: { channel: room?.id ?? '', ts: card?.ts ?? '' },
    actionId: 'press',
  })
  await slack.settled()
  expect(surface.ephemerals(as).at(-1)?.text).toBe('pressed')
  await surface.do({ as, act: 'say', channel: room?.id ?? '', text: 'thanks' })
  await slack.settled()
  expect(heard).toContain('said: thanks')
  expect(heard).toContain('channel_join: <@U05MIRA> has joined the channel')
}

test('a Bolt app works over HTTP with only the API address changed', async () => {
  await using slack = await startTestSlack()
  const receiver = new HTTPReceiver({ signingSecret: SECRET, port: 0, logLevel: LogLevel.ERROR })
  const { app, heard } = boltApp(slack, receiver)
  const server = await app.start(0)
  const { port } = server.address() as { port: number }
  await slack.connectTo(`http://127.0.0.1:${port}/slack/events`)
  await story(slack, heard)
  await app.stop()
})

test('a Bolt app works over Socket Mode with only the API address changed', async () => {
  await using slack = await startTestSlack()
  const clientOptions = { slackApiUrl: slack.apiUrl }
  const receiver = new SocketModeReceiver({
    appToken: APP_TOKEN,
    installerOptions: { clientOptions },
    logLevel: LogLevel.ERROR,
  })
  const { app, heard } = boltApp(slack, receiver)
  await app.start()
  await story(slack, heard)
  await app.stop()
  await expect.poll(() => slack.surface.screen('U05MIRA').botConnected).toBe(false)
})
