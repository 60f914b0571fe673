import { isReplyTo, messageJson } from '../workspace/message-json.ts'
import { refuse } from '../workspace/refusal.ts'
import type { Channel, Message } from '../workspace/world.ts'
import { type Api, joinedChannel, type Method } from './api.ts'
import { type Args, flag, str } from './args.ts'
import { page } from './paging.ts'

const HISTORY = { otherwise: 100, most: 999 }

const history: Method = (api, args) => {
  const channel = joinedChannel(api, str(args, 'channel'))
  const top = channel.messages.filter((m) => !m.thread_ts || m.thread_ts === m.ts || m.broadcast)
  const part = page(within(top, args).reverse(), args, HISTORY, (m) => m.ts)
  return {
    messages: part.items.map((m) => shown(api, channel, m, args)),
    has_more: part.hasMore,
    pin_count: channel.pins.length,
    channel_actions_ts: null,
    channel_actions_count: 0,
    response_metadata: part.response_metadata,
  }
}

/** The parent first on every page, then its replies, oldest first. */
const replies: Method = (api, args) => {
  const channel = joinedChannel(api, str(args, 'channel'))
  const asked = channel.messages.find((m) => m.ts === str(args, 'ts'))
  const parent = asked?.thread_ts ? channel.messages.find((m) => m.ts === asked.thread_ts) : asked
  if (!parent) refuse('thread_not_found')
  const answers = within(
    channel.messages.filter((m) => isReplyTo(parent.ts, m)),
    args,
  )
  const part = page(answers, args, { otherwise: 1000, most: 1000 }, (m) => m.ts)
  return {
    messages: [parent, ...part.items].map((m) => shown(api, channel, m, args)),
    has_more: part.hasMore,
    response_metadata: part.response_metadata,
  }
}

/** Messages between `oldest` and `latest`, which are themselves left out unless `inclusive`. */
function within(messages: Message[], args: Args): Message[] {
  const oldest = tsOf(args, 'oldest')
  const latest = tsOf(args, 'latest')
  const inclusive = flag(args, 'inclusive')
  return messages.filter((m) => {
    const ts = Number(m.ts)
    if (oldest !== undefined && (inclusive ? ts < oldest : ts <= oldest)) return false
    return latest === undefined || (inclusive ? ts <= latest : ts < latest)
  })
}

function tsOf(args: Args, name: 'oldest' | 'latest'): number | undefined {
  const value = str(args, name)
  if (value === '' || value === 'now') return undefined
  const ts = Number(value)
  return Number.isFinite(ts) ? ts : refuse(`invalid_ts_${name}`)
}

function shown(api: Api, channel: Channel, m: Message, args: Args): Record<string, unknown> {
  return messageJson(api.ws, channel, m, { metadata: flag(args, 'include_all_metadata') })
}

export const histories: Record<string, Method> = {
  'conversations.history': history,
  'conversations.replies': replies,
}
