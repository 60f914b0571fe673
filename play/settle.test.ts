import { expect, test } from 'vitest'
import { startTestBot } from '../sandbox/test-bot.ts'
import { startTestSlack } from '../sandbox/test-slack.ts'
import { settler } from './settle.ts'

test('does not let time go on while Slack tells of something once more', async () => {
  await using bot = await startTestBot()
  await using slack = await startTestSlack()
  await slack.connectTo(bot.url)
  await slack.call('conversations.join', { channel: 'C01GENERAL' })
  const settle = settler(slack, () => undefined)
  await settle()
  bot.answer.status = 500
  await slack.surface.do({ as: 'U05MIRA', act: 'say', channel: 'C01GENERAL', text: 'hello' })
  await settle()
  const before = bot.received.length
  slack.clock.advance(60_000)
  await settle()
  expect(bot.received.slice(before)).toHaveLength(1)
})
