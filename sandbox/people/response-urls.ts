import { readBlocks } from '../api/message-content.ts'
import { isObject } from '../blocks/rules.ts'
import * as messages from '../workspace/messages.ts'
import { Refusal, refuse } from '../workspace/refusal.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** `response_url`s: five messages within half an hour of the sandbox clock, into where the person was. */
export interface ResponseUrls {
  issue(origin: Origin): string
  /** Takes what was posted to the URL with this id. */
  use(id: string, body: string): { status: number; text: string }
  /** Carries out the message inside an acknowledgement. */
  respond(origin: Origin, message: unknown): void
}

export interface Origin {
  user: string
  channel: string
  /** The message that was clicked, for `replace_original`. */
  ts?: string
  thread?: string
}

const USES = 5
const LIVES_MS = 30 * 60_000

export function makeResponseUrls(ws: Workspace): ResponseUrls {
  const issued = new Map<string, { origin: Origin; at: number; used: number }>()
  const run = Math.random().toString(36).slice(2, 10)
  return {
    issue(origin) {
      const id = `${run}${issued.size + 1}`
      issued.set(id, { origin, at: ws.clock.now().getTime(), used: 0 })
      return `${ws.url}/response/${ws.world.team.id}/${id}`
    },
    use(id, body) {
      const known = issued.get(id)
      if (!known) return failed(404, 'invalid_url')
      if (ws.clock.now().getTime() - known.at > LIVES_MS) return failed(404, 'expired_url')
      if (known.used >= USES) return failed(404, 'used_url')
      known.used += 1
      try {
        respond(ws, known.origin, JSON.parse(body))
      } catch (error) {
        return failed(400, error instanceof Refusal ? error.code : 'invalid_payload')
      }
      return { status: 200, text: 'ok' }
    },
    respond: (origin, message) => respond(ws, origin, message),
  }
}

function respond(ws: Workspace, origin: Origin, message: unknown): void {
  if (!isObject(message)) refuse('invalid_payload')
  const channel = ws.world.channels[origin.channel] ?? refuse('channel_not_found')
  const original = channel.messages.find((m) => m.ts === origin.ts)
  const whispered = ws.world.ephemerals.find((m) => m.ts === origin.ts && m.channel === channel.id)
  if (message['delete_original'] === true) {
    ws.world.ephemerals = ws.world.ephemerals.filter((m) => m !== whispered)
    if (original) messages.remove(ws, channel, original)
    ws.changed()
    return
  }
  const blocks = readBlocks(message['blocks'])
  const text = typeof message['text'] === 'string' ? message['text'] : ''
  if (text === '' && !blocks?.length) refuse('no_text')
  const words = { text, ...(blocks?.length ? { blocks } : {}) }
  if (message['replace_original'] === true && (original ?? whispered)) {
    if (original)
      messages.change(ws, channel, original, { text, blocks: blocks?.length ? blocks : undefined })
    else if (whispered) messages.rewrite(ws, whispered, words)
    return
  }
  const { bot } = ws.world
  const thread = typeof message['thread_ts'] === 'string' ? message['thread_ts'] : origin.thread
  const author = { user: bot.userId, bot_id: bot.botId, app_id: bot.appId }
  const draft = { ...author, ...words, ...(thread ? { thread_ts: thread } : {}) }
  if (message['response_type'] === 'in_channel')
    messages.post(ws, channel, { ...draft, subtype: 'bot_message' })
  else messages.whisper(ws, channel, origin.user, draft)
}

function failed(status: number, error: string): { status: number; text: string } {
  return { status, text: JSON.stringify({ ok: false, error }) }
}
