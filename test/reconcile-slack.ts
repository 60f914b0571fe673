/** As much of Slack as the reconciler talks to, small enough to break at any call. */
import type { CallOutcome, SlackPort } from '#slack-port.ts'

export interface TinyMessage {
  ts: string
  user: string
  text: string
  thread_ts?: string
  metadata?: unknown
}

export interface TinyChannel {
  id: string
  name: string
  creator: string
  created: number
  is_private: boolean
  archived: boolean
  members: Set<string>
  messages: TinyMessage[]
  pins: Set<string>
  topic: { value: string; creator: string }
  purpose: { value: string; creator: string }
  bookmarks: { id: string; title: string; link: string }[]
}

type Args = Record<string, unknown>
/** No two workspaces of a test share a channel id. */
let workspaces = 0
export type Fault = (
  method: string,
  args: Args,
  execute: () => CallOutcome,
) => CallOutcome | Promise<CallOutcome> | undefined

/** The bot is `UBOT`. Every call takes one turn of the event loop. */
export class TinySlack implements SlackPort {
  readonly botUserId = 'UBOT'
  readonly calls: { method: string; args: Args }[] = []
  readonly channels = new Map<string, TinyChannel>()
  readonly whispers: string[] = []
  readonly systemLines: string[] = []
  /** Nobody invites these. */
  readonly uninvitable = new Map<string, string>()
  fault: Fault = () => undefined
  readonly #now: () => Date
  readonly #workspace = ++workspaces
  // Nor a message ts.
  #count = this.#workspace * 1_000

  constructor(now: () => Date) {
    this.#now = now
  }

  async call(method: string, args: Args): Promise<CallOutcome> {
    this.calls.push({ method, args })
    await new Promise((resolve) => setImmediate(resolve))
    const execute = (): CallOutcome => this.#execute(method, args)
    return (await this.fault(method, args, execute)) ?? execute()
  }

  methods(): string[] {
    return this.calls.map((call) => call.method)
  }

  addChannel(name: string, change: Partial<TinyChannel> = {}): TinyChannel {
    const id = change.id ?? `C${this.#workspace}X${++this.#count}`
    const empty = { value: '', creator: '' }
    const channel: TinyChannel = {
      id,
      name,
      creator: 'UBOT',
      created: Math.floor(this.#now().getTime() / 1000),
      is_private: false,
      archived: false,
      members: new Set(['UBOT']),
      messages: [],
      pins: new Set(),
      topic: empty,
      purpose: empty,
      bookmarks: [],
      ...change,
    }
    this.channels.set(id, channel)
    return channel
  }

  named(name: string): TinyChannel | undefined {
    return [...this.channels.values()].find((channel) => channel.name === name)
  }

  #execute(method: string, args: Args): CallOutcome {
    if (method === 'conversations.create') {
      const name = String(args['name'])
      if (this.named(name)) return refused('name_taken')
      return ok({ channel: seen(this.addChannel(name, { is_private: args['is_private'] === true })) })
    }
    if (method === 'users.conversations' || method === 'conversations.list') {
      const all = [...this.channels.values()].filter(
        (c) => !c.archived && (c.is_private ? 'private_channel' : 'public_channel') === args['types'],
      )
      const own = method === 'conversations.list' ? all : all.filter((c) => c.members.has('UBOT'))
      return ok({ channels: own.map(seen) })
    }
    if (method === 'conversations.open') return ok({ channel: { id: this.#dm(String(args['users'])).id } })

    const channel = this.#channel(String(args['channel'] ?? args['channel_id']))
    if (!channel) return refused('channel_not_found')
    if (channel.archived)
      return refused(method === 'conversations.archive' ? 'already_archived' : 'is_archived')
    return this.#inChannel(method, args, channel)
  }

  #inChannel(method: string, args: Args, channel: TinyChannel): CallOutcome {
    switch (method) {
      case 'chat.postMessage': {
        const ts = this.#ts()
        const { thread_ts, metadata } = args
        channel.messages.push({
          ts,
          user: 'UBOT',
          text: String(args['text']),
          ...(typeof thread_ts === 'string' && { thread_ts }),
          ...(metadata !== undefined && { metadata }),
        })
        return ok({ channel: channel.id, ts })
      }
      case 'chat.update': {
        const message = channel.messages.find((m) => m.ts === args['ts'])
        if (!message) return refused('message_not_found')
        message.text = String(args['text'])
        return ok({})
      }
      case 'chat.delete': {
        const at = channel.messages.findIndex((m) => m.ts === args['ts'])
        if (at < 0) return refused('message_not_found')
        channel.messages.splice(at, 1)
        return ok({})
      }
      case 'chat.postEphemeral':
        if (!channel.members.has(String(args['user']))) return refused('user_not_in_channel')
        this.whispers.push(`${String(args['user'])}: ${String(args['text'])}`)
        return ok({})
      case 'conversations.history':
      case 'conversations.replies':
        return ok({
          messages: channel.messages.filter(
            (m) => m.thread_ts === args['ts'] && m.ts >= String(args['oldest']),
          ),
        })
      case 'conversations.info':
        return ok({ channel: seen(channel) })
      case 'conversations.join':
        channel.members.add('UBOT')
        return ok({ channel: seen(channel) })
      case 'conversations.archive':
        channel.archived = true
        return ok({})
      case 'conversations.invite':
        return this.#invite(channel, String(args['users']).split(','))
      case 'conversations.setTopic':
      case 'conversations.setPurpose': {
        const kind = method === 'conversations.setTopic' ? 'topic' : 'purpose'
        channel[kind] = { value: String(args[kind]), creator: 'UBOT' }
        this.systemLines.push(`${kind}: ${String(args[kind])}`)
        return ok({})
      }
      case 'pins.add': {
        const ts = String(args['timestamp'])
        if (channel.pins.has(ts)) return refused('already_pinned')
        channel.pins.add(ts)
        return ok({})
      }
      case 'bookmarks.list':
        return ok({ bookmarks: channel.bookmarks })
      case 'bookmarks.add': {
        const bookmark = {
          id: `Bk${++this.#count}`,
          title: String(args['title']),
          link: String(args['link']),
        }
        channel.bookmarks.push(bookmark)
        return ok({ bookmark })
      }
      default:
        throw new Error(`No such method: ${method}`)
    }
  }

  #invite(channel: TinyChannel, users: string[]): CallOutcome {
    const errors = users.flatMap((user) => {
      const error = this.uninvitable.get(user) ?? (channel.members.has(user) ? 'already_in_channel' : null)
      if (error === null) channel.members.add(user)
      return error === null ? [] : [{ user, ok: false, error }]
    })
    return errors.length > 0 ? { kind: 'refused', error: errors[0]!.error, body: { errors } } : ok({})
  }

  #channel(id: string): TinyChannel | undefined {
    return id.startsWith('U') ? this.#dm(id) : this.channels.get(id)
  }

  #dm(user: string): TinyChannel {
    return (
      this.channels.get(`D${user}`) ?? this.addChannel(`dm-${user}`, { id: `D${user}`, is_private: true })
    )
  }

  #ts(): string {
    return (this.#now().getTime() / 1000 + ++this.#count / 1e6).toFixed(6)
  }
}

function seen(channel: TinyChannel): Record<string, unknown> {
  const { id, name, creator, created, topic, purpose } = channel
  return { id, name, creator, created, topic, purpose }
}

function ok(body: Record<string, unknown>): CallOutcome {
  return { kind: 'ok', body: { ok: true, ...body } }
}

export function refused(error: string): CallOutcome {
  return { kind: 'refused', error, body: { ok: false, error } }
}
