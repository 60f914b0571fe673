import { expect, test } from 'vitest'
import { BOT_TOKEN, startTestSlack } from '../test-slack.ts'

type Call = [method: string, args: Record<string, unknown>]

/** A title, the call and the code Slack answers; `before` runs first. `$room`, `$mine`, `$hers` stand for ids. */
export type Refused = [
  name: string,
  method: string,
  args: Record<string, unknown>,
  error: string,
  ...before: Call[],
]

export const GENERAL = 'C01GENERAL'
export const LEADS = 'C06LEADS'
export const ARCHIVED = 'C07MOVE'
export const MIRA = 'U05MIRA'
export const GUEST = 'U11GUS'
export const GONE = 'U12OLGA'
export const BOT = 'U0BOT'

/** Runs each row in a fresh workspace with a room of the bot's, holding a message of its and one of Mira's. */
export function testRefusals(rows: Refused[]): void {
  test.each(rows)('%s is refused', async (_name, method, args, error, ...before) => {
    await using slack = await startTestSlack()
    const created = await slack.call('conversations.create', { name: 'room' })
    const room = String(created['channel']?.id)
    await slack.call('conversations.invite', { channel: room, users: MIRA })
    const mine = await slack.call('chat.postMessage', { channel: room, text: 'mine' })
    const hers = await slack.surface.do({ as: MIRA, act: 'say', channel: room, text: 'hers' })
    const ids: Record<string, unknown> = { $room: room, $mine: mine['ts'], $hers: hers.ts }
    const filled = (a: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(a).map(([k, v]) => [k, typeof v === 'string' ? (ids[v] ?? v) : v]))
    for (const [first, firstArgs] of before) {
      expect(await slack.call(first, filled(firstArgs))).toMatchObject({ ok: true })
    }
    const { token, ...rest } = filled(args)
    expect(await slack.call(method, rest, typeof token === 'string' ? token : BOT_TOKEN)).toMatchObject({
      ok: false,
      error,
    })
  })
}
