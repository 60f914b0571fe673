import type { PhoneAct, PhoneSeen } from './providers/phone.ts'

/**
 * The local Slack as one person sees it, and their deeds there. The browser page speaks it as JSON over
 * HTTP (see README.md), stories speak it in-process; both go through the same code.
 *
 * Words: a *person* has an id `U…`; a message is named by its channel and `ts`; text is Slack's mrkdwn.
 */
export interface Surface {
  people(): Person[]
  /** All that the page shows to `as`; with `channel` also that channel's messages, with `thread` that thread's. */
  screen(as: string, open?: { channel?: string | undefined; thread?: string | undefined }): Screen
  channels(as: string): ChannelSeen[]
  /** Top-level messages oldest first (and broadcast replies); with `thread` its parent followed by its replies. */
  messages(as: string, channel: string, thread?: string): MessageSeen[]
  /** Every ephemeral message this person was ever shown and has not dismissed, oldest first. */
  ephemerals(as: string): MessageSeen[]
  /** Open modals, the bottom one first; the person can use only the last. */
  modals(as: string): ModalSeen[]
  home(as: string): HomeSeen | undefined
  toasts(as: string): Toast[]
  /** Does what a person would. Resolves once the bot has answered, or had its three seconds. Never throws for a refusal. */
  do(act: Act): Promise<Answer>
  /** Calls `listener` after every change anyone could see. Returns the way to stop. */
  onChange(listener: () => void): () => void
}

export interface Answer {
  ok: boolean
  /** A Slack-like code such as `not_in_channel`, or `operation_timed_out` when the bot did not answer. */
  error?: string
  /** `say`, `upload`: the new message. */
  ts?: string
  /** `createChannel`, `openIm`: the channel. */
  channel?: string
  /** `submit`: errors by block id, as the bot answered them. */
  errors?: Record<string, string>
  /** `suggest`: what the bot offers. */
  options?: Option[]
}

export interface Person {
  id: string
  /** Short handle, as typed after "@". */
  name: string
  realName: string
  displayName: string
  title: string
  squad: string
  email: string
  tz: string
  isGuest: boolean
  deactivated: boolean
  isBot: boolean
  avatar: { colour: string; emoji: string }
  dnd: { on: boolean; until?: string }
}

export interface ChannelSeen {
  id: string
  /** For a direct message: the other people's display names. */
  name: string
  isPrivate: boolean
  isArchived: boolean
  isIm: boolean
  isMpim: boolean
  /** The other side of a direct message. */
  with?: string[]
  member: boolean
  unread: number
  /** Unread messages that mention this person, or any unread message of a direct message. */
  mentions: number
  topic: string
  purpose: string
  memberCount: number
  bookmarks: BookmarkSeen[]
}

export interface BookmarkSeen {
  id: string
  title: string
  link: string
  emoji?: string
}

export interface MessageSeen {
  channel: string
  ts: string
  author: Author
  text: string
  blocks?: Block[]
  /** Slack's own JSON: what an app attached, a message passed on, or what is behind a link. */
  attachments?: unknown[]
  /** Set on replies, and on parents that have replies (then equal to `ts`). */
  threadTs?: string
  replyCount?: number
  replyUsers?: string[]
  latestReply?: string
  /** A reply also shown in the channel. */
  broadcast?: boolean
  reactions: { name: string; users: string[] }[]
  pinnedBy?: string
  edited?: { user: string; ts: string }
  /** Slack's subtype; those of `channel_join`, `channel_topic` and the like are shown as one grey line. */
  subtype?: string
  isSystemLine: boolean
  /** On a line saying that somebody joined: who brought them in. */
  inviter?: string
  /** Ids of the people whose phone it rang when it came; an edit rings nobody. */
  rang: string[]
  /** Only this person sees it. */
  ephemeral: boolean
  files: FileSeen[]
  metadata?: { event_type: string; event_payload: Record<string, unknown> }
}

export interface Author {
  /** `U…`; for the bot its user id. */
  id: string
  name: string
  isBot: boolean
  avatar: { colour: string; emoji: string }
}

export interface FileSeen {
  id: string
  name: string
  title: string
  mimetype: string
  size: number
  permalink: string
  /** Opens in a browser without a token. */
  url: string
}

export interface ModalSeen {
  viewId: string
  callbackId: string
  title: string
  submit?: string
  close?: string
  /** The whole view as Slack would return it: `blocks`, `private_metadata`, `hash`, `state` … */
  view: View
  /** The bot's refusals, by block id; and one line for the whole modal, such as the time-out text. */
  errors: Record<string, string>
  problem?: string
}

export interface HomeSeen {
  viewId: string
  view: View
}

/** A passing message such as "muster did not respond in time"; `id` grows, so that the page can show only new ones. */
export interface Toast {
  id: number
  at: string
  text: string
  isError: boolean
}

export interface CommandSeen {
  command: string
  description: string
  usageHint: string
}

export interface ShortcutSeen {
  callbackId: string
  name: string
  description: string
  type: 'global' | 'message'
}

export interface Screen {
  /** The sandbox clock, ISO 8601. */
  now: string
  team: { id: string; name: string; domain: string }
  /** The bot's user (`id`) and name; write to it with `openIm`. */
  bot: { id: string; botId: string; name: string }
  /** True while a bot is connected (a socket is open, or a request URL is set). */
  botConnected: boolean
  me: Person
  people: Person[]
  /** People whose phone rings with a call, and who have not looked yet since it rang with a direct message; the latest first. */
  ringing: Ringing[]
  /** This person's phone, where people have any. */
  phone?: PhoneSeen
  /** The first thing to try, for a newcomer. */
  hint?: string
  usergroups: { id: string; handle: string; name: string; users: string[] }[]
  channels: ChannelSeen[]
  channel?: OpenChannel
  thread?: { channel: string; ts: string; messages: MessageSeen[] }
  modals: ModalSeen[]
  home?: HomeSeen
  toasts: Toast[]
  commands: CommandSeen[]
  shortcuts: ShortcutSeen[]
}

export interface Ringing {
  person: string
  /** The conversation of the direct message; none for a call and an emergency, which are on the phone itself. */
  channel?: string
  /** The message's `ts`, or the seconds at which it rang. */
  ts: string
}

export interface OpenChannel extends ChannelSeen {
  members: string[]
  messages: MessageSeen[]
  pins: MessageSeen[]
  canvas?: { id: string; title: string; markdown: string }
}

/** The place of a button or a field: in a message, a modal or the App Home. */
export type Place = { channel: string; ts: string } | { viewId: string }

/** The value of one input in Slack's `view.state.values` shape, always with the element's own `type`. */
export interface StateValue {
  type: string
  value?: string | null
  selected_option?: Option | null
  selected_options?: Option[]
  selected_user?: string | null
  selected_users?: string[]
  selected_conversation?: string | null
  selected_conversations?: string[]
  selected_channel?: string | null
  selected_channels?: string[]
  selected_date?: string | null
  selected_time?: string | null
  selected_date_time?: number | null
  rich_text_value?: unknown
  files?: unknown[]
}

/** Inputs by block id, then action id. Inputs left out keep what the view starts with. */
export type StateValues = Record<string, Record<string, StateValue>>

export interface Option {
  text: { type: 'plain_text' | 'mrkdwn'; text: string; emoji?: boolean }
  value: string
  description?: { type: 'plain_text'; text: string }
}

export interface Block {
  type: string
  block_id?: string
  [field: string]: unknown
}

export interface View {
  id: string
  type: 'modal' | 'home'
  blocks: Block[]
  callback_id: string
  private_metadata: string
  hash: string
  [field: string]: unknown
}

/** Everything a person can do. `as` is the person's id. */
export type Act = { as: string } & (
  | { act: 'say'; channel: string; text: string; thread?: string; broadcast?: boolean }
  | { act: 'edit'; channel: string; ts: string; text: string }
  /** Passes a message on that they see, with or without words of their own. */
  | { act: 'forward'; channel: string; message: { channel: string; ts: string }; text?: string }
  /**
   * Another app of theirs posts, as its own user, or under `username` as a nameless `bot_message`. Its words may stand
   * anywhere, and the text may be empty.
   */
  | {
      act: 'appPosts'
      channel: string
      app: string
      username?: string
      text?: string
      blocks?: Block[]
      attachments?: unknown[]
    }
  /** Slack shows what is behind a link of a message. */
  | { act: 'preview'; channel: string; ts: string; attachments: unknown[] }
  | { act: 'delete'; channel: string; ts: string }
  | { act: 'react' | 'unreact'; channel: string; ts: string; name: string }
  | { act: 'pin' | 'unpin'; channel: string; ts: string }
  | { act: 'upload'; channel: string; thread?: string; text?: string; files: UploadedFile[] }
  | { act: 'createChannel'; name: string; isPrivate?: boolean }
  | { act: 'join' | 'leave' | 'archive' | 'unarchive' | 'read'; channel: string }
  | { act: 'invite' | 'kick'; channel: string; user: string }
  | { act: 'rename'; channel: string; name: string }
  | { act: 'setTopic'; channel: string; topic: string }
  | { act: 'setPurpose'; channel: string; purpose: string }
  /** `text` is the whole line, such as `/incident declare checkout is down`. */
  | { act: 'command'; channel: string; text: string }
  | { act: 'shortcut'; callbackId: string; message?: { channel: string; ts: string } }
  /**
   * A click on a button (nothing more needed) or a choice in a select, a date picker and the like (`chosen`).
   * In a modal or the home, `values` is what stands in the other inputs meanwhile.
   */
  | {
      act: 'click'
      place: Place
      actionId: string
      blockId?: string
      chosen?: StateValue
      values?: StateValues
    }
  /** The choices an external select offers for `query`. */
  | { act: 'suggest'; place: Place; actionId: string; blockId?: string; query: string }
  | { act: 'submit'; viewId: string; values: StateValues }
  /** `all`: the cross of the whole stack; otherwise only the top modal. */
  | { act: 'closeModal'; viewId: string; all?: boolean }
  | { act: 'dismiss'; channel: string; ts: string }
  | { act: 'openHome' }
  | { act: 'openIm'; user: string }
  | { act: 'setDnd'; on: boolean; until?: string }
  /** `as` is who leaves or comes back to the company. */
  | { act: 'deactivate' | 'reactivate' }
  /** `as` becomes a guest, or a full member again. */
  | { act: 'restrict' | 'unrestrict' }
  | { act: 'hire'; person: Partial<Person> & { realName: string } }
  /** With their phone. */
  | { act: 'phone'; does: PhoneAct }
)

export interface UploadedFile {
  name: string
  mimetype: string
  /** Text content; a picture as a `data:` URL. Left out: an empty file. */
  content?: string
}

// ---------------------------------------------------------------- what goes wrong on demand

export interface FaultSettings {
  rules: FaultRule[]
  /** Slack's tier limits on each method, and one post a second a channel. */
  realLimits: boolean
  /** Every connection is refused, sockets too. */
  outage: boolean
  tokenRevoked: boolean
  events: EventFaults
}

export type FaultRule = NewFault & { id: string }

/** Applies to calls of `method` (`chat.postMessage`, `chat.*`, `*`), to one channel only with `channel`. */
export type NewFault = Fault & {
  method: string
  channel?: string
  /** The number of further calls it applies to; left out: until cleared. */
  times?: number
}

export type Fault =
  /** HTTP 429, nothing executed. */
  | { kind: 'rate_limited'; retryAfter: number }
  /** HTTP 5xx, or a 404, nothing executed. */
  | { kind: 'server_error'; status: number }
  /** A page for browsers, as of a proxy or a sign-in, nothing executed. */
  | { kind: 'html'; status: number }
  /** A refusal of Slack's, such as `restricted_action`; nothing executed. */
  | { kind: 'refused'; error: string }
  /** Real milliseconds, before the effect or between the effect and the answer. */
  | { kind: 'latency'; ms: number; when: 'before' | 'after' }
  /** Executed, then the connection is destroyed. */
  | { kind: 'response_lost' }
  /** The connection is destroyed, nothing executed. */
  | { kind: 'request_lost' }
  /** The connection is destroyed, and executed only `ms` real milliseconds later. */
  | { kind: 'executed_late'; ms: number }

export interface EventFaults {
  /** Each event is delivered this many times (1 is normal). */
  copies: number
  /** Hold this many events, then deliver them in reverse order (0 or 1 is off). */
  reverse: number
  /** Deliver each event this many minutes of the sandbox clock later. */
  delayMinutes: number
}

export interface ApiCallStage {
  stage: 'before' | 'executed' | 'replied'
  method: string
  args: Record<string, unknown>
  /** Counts API calls from 1 since the sandbox started. */
  n: number
}

export interface Faults {
  settings(): FaultSettings
  add(fault: NewFault): FaultRule
  remove(id: string): void
  /** Everything back to a Slack that works. */
  clear(): void
  set(change: Partial<Omit<FaultSettings, 'rules' | 'events'>> & { events?: Partial<EventFaults> }): void
  /** Waits for `hook` at each stage of each call; what it throws is thrown away. Returns the way to stop. */
  intercept(hook: (call: ApiCallStage) => void | Promise<void>): () => void
  /** Ends Socket Mode connections: politely with a reason, or as if the cable were cut. */
  disconnect(how: 'refresh_requested' | 'warning' | 'link_disabled' | 'abrupt'): void
}

// ---------------------------------------------------------------- what happened

export type JournalEntry = JournalledCall | JournalledDelivery

export interface JournalledCall {
  kind: 'call'
  n: number
  at: string
  sandboxAt: string
  method: string
  args: Record<string, unknown>
  ok: boolean
  error?: string
  status: number
  /** The effect a fault had on it, such as `response_lost`. */
  fault?: string
  result?: Record<string, unknown>
  ms: number
}

export interface JournalledDelivery {
  kind: 'delivery'
  n: number
  at: string
  sandboxAt: string
  via: 'http' | 'socket' | 'none'
  /** `event`, `slash_command`, `block_actions`, `view_submission` … */
  type: string
  /** Such as `message.channel_join in #general`. */
  summary: string
  payload: Record<string, unknown>
  attempts: { at: string; ok: boolean; status: string; ms: number }[]
}

export interface Journal {
  /** The newest thousands, oldest first. */
  entries(): JournalEntry[]
  calls(method?: string): JournalledCall[]
  deliveries(type?: string): JournalledDelivery[]
  clear(): void
}

// ---------------------------------------------------------------- time

/** The sandbox's time. Message `ts` follow it; request signatures and the three seconds to answer follow real time. */
export interface SandboxClock {
  now(): Date
  advance?(ms: number): void | Promise<void>
}
