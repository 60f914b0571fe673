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
  /** The wished-for name; a suffix is added where it is taken. */
  channelName: string
  private: boolean
  /** Takes an existing channel of that name that is not ours, and joins it (for the policy's channels). */
  adopt?: boolean
  /** Names of other such channels, so that one look finds them all. */
  beside?: readonly string[]
}

export interface MessageSlot extends Common {
  kind: 'message'
  channel: ChannelRef
  /** Posted as a reply to that message slot of the same owner. */
  thread?: string
  /** Sent to the channel as well, out of its thread. */
  broadcast?: boolean
  /** Posted as a reply to another author's message. */
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

/** Shown once to one person, and kept in no history: sent at most once, so never the only carrier of any news. */
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
  /** Writes only over an empty text or our own, never over other people's. */
  onlyOverOurs?: boolean
}

export interface BookmarksSlot extends Common {
  kind: 'bookmarks'
  channel: ChannelRef
  links: { title: string; url: string }[]
}

/** A public channel to join, so that Muster can read the messages there. */
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

/** A file, placed once for each request. */
export interface FileSlot extends Common {
  kind: 'file'
  channel: ChannelRef
  file: File
  /** The number of times it was asked for. */
  asked: number
}

/** A picture that messages show: it is in no channel by itself. Its state's `ts` is Slack's id of the file. */
export interface PictureSlot extends Common {
  kind: 'picture'
  file: File
}

/** A user group whose members follow a rota. Slack allows no empty group, so it is switched off while there is nobody. */
export interface UsergroupSlot extends Common {
  kind: 'usergroup'
  /** Without the `@`. */
  handle: string
  /** Active full members: Slack takes no others. */
  users: string[]
  /** Others on call, who cannot be in it. */
  outside: string[]
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
  | PictureSlot

export interface Seeking {
  name: string
  /** Slack's error code. */
  error: string
  /** True when no channel of ours has that name. */
  notOurs?: boolean
  /** The channel with that name, which we have not joined yet. */
  found?: string
}

/** The recorded state of a slot, which a projection may look at. */
export interface SlotState {
  name: string
  /** True when Slack shows the latest wanted content. */
  done: boolean
  /** The room, or the channel the message stands in. */
  channel: string | null
  ts: string | null
  /** Slack's error code, when it refused for good. */
  refused: string | null
  /** The number of times people deleted it. */
  deleted: number
  /** For members: the people who could not be invited, with Slack's code. For a room: its real name. */
  detail: SlotDetail
}

/** A user group as Slack has it, and as far as we have come with letting people in one by one. */
export interface UsergroupState {
  id: string
  users: string[]
  off: boolean
  letIn?: string[]
  turnedAway?: string[]
}

export interface SlotDetail {
  /** The room's name as Slack has it. */
  channelName?: string
  /** For a room: the last name that Slack refused us, while we look for its owner. */
  seeking?: Seeking
  /** For a user group: its state when the groups were listed, until it follows. */
  group?: UsergroupState
  /** For a user group: the people on call who could not be let in. */
  outside?: string[]
  /** For a user group: nobody could be let in. */
  empty?: boolean
  /** For a user group: we switched it off, and so may switch it on again. */
  switchedOff?: boolean
  /** `user reason` of every invitation made. */
  invited?: string[]
  /** The people who could not be invited, by Slack's error code. */
  uninvited?: Record<string, string>
  /** Ids of the bookmarks made, by url. */
  bookmarks?: Record<string, string>
  /** Hash of the content the message was posted with: content from a later edit rang nobody. */
  posted?: string
  /** True once the message was pinned. */
  pinned?: boolean
  /** The text we last wrote. */
  written?: string
  /** For a room: people archived or deleted it, or removed us; `returning` while we may come back in. */
  lost?: 'archived' | 'removed' | 'returning'
  /** For a room: the archived channel that it replaces. */
  before?: string
  /** For a group: its people. */
  members?: string[]
  /** For a file: Slack's id of the one under way, and the hash it was begun for. */
  file?: { id: string; hash: string }
  /** The last time the person looked at it, as an ISO instant. */
  openedAt?: string
}
