/** Describes what Slack should show, as plain data. A projection returns these; the reconciler makes them so. */
import type { HomeView } from '@slack/types'
import type { Urgency } from '#urgency.ts'
import type { Message } from '#words/message.ts'
import type { File } from './file.ts'

/** A channel by id, a person's direct message, or the channel that another slot has made. */
export type ChannelRef = { id: string } | { person: string } | { owner?: string; slot: string }

interface Common {
  /** Unique within its owner: `room`, `card`, `update:3`. */
  name: string
  urgency: Urgency
}

export interface RoomSlot extends Common {
  kind: 'room'
  /** Wished for; a suffix is added where it is taken. */
  channelName: string
  private: boolean
  /** Take a channel of that name that already exists and is not ours, and join it (the policy's channels). */
  adopt?: boolean
  /** Names of other such channels: one look finds them all. */
  beside?: readonly string[]
}

export interface MessageSlot extends Common {
  kind: 'message'
  channel: ChannelRef
  /** Posted as a reply to that message slot of the same owner. */
  thread?: string
  /** Posted as a reply to somebody else's message. */
  threadTs?: string
  message: Message
  /** Kept pinned to the channel, until people unpin it. */
  pinned?: boolean
  /** The number of times it comes back after people delete it. */
  returns?: number
}

/** People to invite, each once per reason. */
export interface MembersSlot extends Common {
  kind: 'members'
  channel: ChannelRef
  invitations: { user: string; reason: string }[]
}

/** The name an invitation is remembered by: each is made once per reason. */
export function invitationKey({ user, reason }: MembersSlot['invitations'][number]): string {
  return `${user} ${reason}`
}

/** Shown once to one person and found in no history: at most once, and never the only carrier of anything. */
export interface WhisperSlot extends Common {
  kind: 'whisper'
  channel: ChannelRef
  user: string
  message: Message
}

export interface TopicSlot extends Common {
  kind: 'topic' | 'purpose'
  channel: ChannelRef
  text: string
  /** Write only while nobody else has written: over an empty one or our own. */
  onlyOverOurs?: boolean
}

export interface BookmarksSlot extends Common {
  kind: 'bookmarks'
  channel: ChannelRef
  links: { title: string; url: string }[]
}

/** A public channel to come into, so that what is said there can be read. */
export interface JoinSlot extends Common {
  kind: 'join'
  channel: ChannelRef
}

/** A group direct message that stands in for a room Slack would not let us create: at most 8 people. */
export interface GroupSlot extends Common {
  kind: 'group'
  users: string[]
}

export interface ArchiveSlot extends Common {
  kind: 'archive'
  channel: ChannelRef
}

/** A person's App Home. */
export interface HomeSlot extends Common {
  kind: 'home'
  user: string
  view: HomeView
}

/** A document as a channel's canvas: a copy of what is in the database, for reading. */
export interface CanvasSlot extends Common {
  kind: 'canvas'
  channel: ChannelRef
  title: string
  markdown: string
}

/** A file, placed once each time it is asked for. */
export interface FileSlot extends Common {
  kind: 'file'
  channel: ChannelRef
  file: File
  /** The number of times it was asked for. */
  asked: number
}

/** A user group whose members follow; one without anybody cannot be, so then it is left alone. */
export interface UsergroupSlot extends Common {
  kind: 'usergroup'
  /** Without the `@`. */
  handle: string
  users: string[]
}

export type Slot =
  | RoomSlot
  | MessageSlot
  | MembersSlot
  | WhisperSlot
  | TopicSlot
  | BookmarksSlot
  | JoinSlot
  | GroupSlot
  | ArchiveSlot
  | HomeSlot
  | UsergroupSlot
  | CanvasSlot
  | FileSlot

export interface Seeking {
  name: string
  /** Slack's error code. */
  error: string
  /** No channel of ours has that name. */
  notOurs?: boolean
  /** The channel that has it, which we are not in yet. */
  found?: string
}

/** The recorded state of a slot, which a projection may look at. */
export interface SlotState {
  name: string
  /** Slack shows what was last wanted. */
  done: boolean
  /** The room, or the channel the message stands in. */
  channel: string | null
  ts: string | null
  /** Slack's error code, when it refused for good. */
  refused: string | null
  /** The number of times people deleted it. */
  deleted: number
  /** For members: who could not be invited, with Slack's code. For a room: its real name. */
  detail: SlotDetail
}

export interface SlotDetail {
  /** The room's name as Slack has it. */
  channelName?: string
  /** For a room: the last name that Slack would not give us, while we look for whose it is. */
  seeking?: Seeking
  /** For a user group: as it stood when the groups were listed, until it follows. */
  group?: { id: string; users: string[] }
  /** `user reason` of every invitation made. */
  invited?: string[]
  /** The people who could not be invited, by Slack's error code. */
  uninvited?: Record<string, string>
  /** Ids of the bookmarks made, by url. */
  bookmarks?: Record<string, string>
  /** Hash of the content the message was posted with: what an edit brought later rang nobody. */
  posted?: string
  /** Done: the message was pinned. */
  pinned?: boolean
  /** The text we last wrote. */
  written?: string
  /** For a room: people archived or deleted it, or removed us; `returning` while we may come back in. */
  lost?: 'archived' | 'removed' | 'returning'
  /** For a room: the channel it stands in for, which people archived. */
  before?: string
  /** For a group: who is in it. */
  members?: string[]
  /** For a file: Slack's id of the one that is on its way, and the hash of what it was begun for. */
  file?: { id: string; hash: string }
  /** The last time the person looked at it, as an ISO instant. */
  openedAt?: string
}
