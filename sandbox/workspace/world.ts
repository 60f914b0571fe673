import type { Block, Person, StateValues } from '../surface.ts'

/** Everything the local Slack remembers, as plain JSON so that it survives a restart. */
export interface World {
  team: { id: string; name: string; domain: string; tz: string }
  bot: { userId: string; botId: string; appId: string; name: string }
  people: Record<string, Employee>
  channels: Record<string, Channel>
  usergroups: Record<string, Usergroup>
  files: Record<string, StoredFile>
  views: Record<string, StoredView>
  /** Person id to the view id of their App Home. */
  homes: Record<string, string>
  /** Person id to the ids of their open modals, bottom first. */
  stacks: Record<string, string[]>
  ephemerals: Message[]
  /** Message ts handed out last, in microseconds. */
  lastStamp: number
  lastId: number
}

export interface Employee extends Person {
  isUltraRestricted: boolean
  /** The workspace's primary owner. */
  isOwner: boolean
  updated: number
}

export interface Told {
  value: string
  creator: string
  last_set: number
}

export interface Channel {
  id: string
  name: string
  isPrivate: boolean
  isIm: boolean
  isMpim: boolean
  isGeneral: boolean
  isArchived: boolean
  creator: string
  created: number
  topic: Told
  purpose: Told
  previousNames: string[]
  members: string[]
  /** Oldest first. */
  messages: Message[]
  pins: { ts: string; user: string; created: number }[]
  bookmarks: Bookmark[]
  /** Person id to the ts read last. */
  read: Record<string, string>
  canvasId?: string
}

/** A message in Slack's own field names, plus who alone may see it. */
export interface Message {
  type: 'message'
  channel: string
  ts: string
  subtype?: string
  user?: string
  bot_id?: string
  app_id?: string
  username?: string
  /** Another app's; those of the installed one are made from its own name. */
  bot_profile?: { id: string; app_id: string; name: string }
  icons?: Record<string, string>
  text: string
  blocks?: Block[]
  attachments?: unknown[]
  thread_ts?: string
  parent_user_id?: string
  /** A reply that is also shown in the channel. */
  broadcast?: boolean
  edited?: { user: string; ts: string }
  reactions?: { name: string; users: string[] }[]
  files?: string[]
  metadata?: { event_type: string; event_payload: Record<string, unknown> }
  client_msg_id?: string
  /** The details of system lines: `topic`, `inviter`, `old_name` … */
  details?: Record<string, unknown>
  /** The people whose phone it rang when it came. */
  rang?: string[]
  /** An ephemeral message, for this person alone. */
  only?: string
}

export interface Bookmark {
  id: string
  title: string
  link: string
  emoji: string
  type: string
  rank: number
  created: number
  updated: number
  by: string
}

export interface Usergroup {
  id: string
  handle: string
  name: string
  description: string
  users: string[]
  channels: string[]
  created: number
  updated: number
  disabledAt: number
  createdBy: string
  updatedBy: string
}

export interface StoredFile {
  id: string
  name: string
  title: string
  mimetype: string
  size: number
  user: string
  created: number
  /** Text, or a `data:` URL. */
  content: string
  /** Uploaded, but not yet completed: nobody sees it. */
  pending: boolean
  shares: { channel: string; ts: string; threadTs?: string }[]
  /** Set on canvases, whose content is markdown. */
  canvasChannel?: string
}

export interface SentView {
  blocks: Block[]
  callback_id?: string
  external_id?: string
  notify_on_close?: boolean
  clear_on_close?: boolean
  [field: string]: unknown
}

export interface StoredView {
  id: string
  user: string
  type: 'modal' | 'home'
  /** The bot's message, already checked. */
  sent: SentView
  hash: string
  rootId: string
  previousId?: string
  externalId: string
  errors: Record<string, string>
  problem?: string
  /** Input values by block and action. */
  values: StateValues
}
