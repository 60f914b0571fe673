import { expect, test } from 'vitest'
import { startTestBot } from '../test-bot.ts'
import { startTestSlack } from '../test-slack.ts'

const MIRA = 'U05MIRA'
const GENERAL = 'C01GENERAL'

async function commanded() {
  const bot = await startTestBot()
  const slack = await startTestSlack()
  await slack.connectTo(bot.url)
  await slack.surface.do({ as: MIRA, act: 'command', channel: GENERAL, text: '/echo a' })
  const url = String(bot.received[0]?.body['response_url'])
  return {
    slack,
    whispers: () => slack.surface.ephemerals(MIRA).map((m) => m.text),
    async respond(message: object) {
      const response = await fetch(url, { method: 'POST', body: JSON.stringify(message) })
      return `${response.status} ${await response.text()}`
    },
    async [Symbol.asyncDispose]() {
      await slack[Symbol.asyncDispose]()
      await bot[Symbol.asyncDispose]()
    },
  }
}

test('takes five messages and no sixth', async () => {
  await using t = await commanded()
  for (let i = 1; i <= 5; i += 1) expect(await t.respond({ text: `${i}` })).toBe('200 ok')
  expect(await t.respond({ text: '6' })).toBe('404 {"ok":false,"error":"used_url"}')
  expect(t.whispers()).toEqual(['1', '2', '3', '4', '5'])
})

test('ends after half an hour', async () => {
  await using t = await commanded()
  t.slack.clock.advance(31 * 60_000)
  expect(await t.respond({ text: 'late' })).toBe('404 {"ok":false,"error":"expired_url"}')
})

test.each([
  ['no words', {}, 'no_text'],
  ['bad blocks', { blocks: [{ type: 'nothing' }] }, 'invalid_blocks'],
])('refuses %s', async (_name, message, error) => {
  await using t = await commanded()
  expect(await t.respond(message)).toBe(`400 {"ok":false,"error":"${error}"}`)
})

test('replaces and deletes the ephemeral message that was clicked', async () => {
  await using t = await commanded()
  const text = { type: 'plain_text', text: 'Go' }
  await t.respond({
    text: 'choose',
    blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'go', text }] }],
  })
  const [message] = t.slack.surface.ephemerals(MIRA)
  const place = { channel: GENERAL, ts: message?.ts ?? '' }
  expect(await t.slack.surface.do({ as: MIRA, act: 'click', place, actionId: 'go' })).toEqual({ ok: true })
  const { payload } = t.slack.journal.deliveries('block_actions')[0] ?? {}
  expect(payload).toMatchObject({ container: { is_ephemeral: true } })
  expect(payload).not.toHaveProperty('message')
  const respond = (body: object) =>
    fetch(String(payload?.['response_url']), { method: 'POST', body: JSON.stringify(body) })
  await respond({ replace_original: true, text: 'chosen' })
  expect(t.whispers()).toEqual(['chosen'])
  await respond({ delete_original: true })
  expect(t.whispers()).toEqual([])
})
