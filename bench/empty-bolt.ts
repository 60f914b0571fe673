/** The floor: a Bolt app that does nothing but acknowledge. */
import { App, HTTPReceiver } from '@slack/bolt'
import { botToken } from '../test/local-slack.ts'

const signingSecret = process.env['SLACK_SIGNING_SECRET'] ?? ''
const receiver = new HTTPReceiver({ signingSecret })
const app = new App({
  receiver,
  authorize: async () => ({ botToken, botId: 'B0', botUserId: 'U0' }),
})
app.command('/incident', async ({ ack }) => ack('Here.'))
const port = Number(process.env['PORT'])
await app.start(port)
console.log(JSON.stringify({ msg: 'ready', port }))
process.once('SIGTERM', () => {
  process.disconnect?.()
  void app.stop()
})
