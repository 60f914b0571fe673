/** Slack's news of a conversation, parsed at the door. */
import type { UserId } from '#incidents/incident.ts'

/** A file's facts; its content stays in Slack. */
export interface FileFacts {
  id: string
  name: string
  mimetype: string
  /** Bytes. */
  size: number
  permalink: string
}

/** A message as it stands after its latest known edit. */
export interface Said {
  kind: 'said'
  channel: string
  ts: string
  /** The parent's ts, for a reply. */
  threadTs: string | null
  author: UserId | null
  /** True for messages by an app, ours or another. */
  byApp: boolean
  /** Slack's subtype: set for system lines such as `channel_topic`. */
  subtype: string | null
  /** Slack's mrkdwn, as sent. */
  text: string
  files: FileFacts[]
  /** The time it was last edited, as a ts; null for a message as first written. */
  editedTs: string | null
  /** The time at which Slack said so, as a ts. */
  asOf: string
}

/** A copied picture, with the message it was shared in. */
export interface StoredImage {
  channel: string
  ts: string
  name: string
  mimetype: string
  content: Uint8Array
}

/** Slack's subtypes of messages that a person writes; a plain message has none. */
export const speech = ['file_share', 'thread_broadcast', 'me_message']

export type Heard =
  | Said
  /** `threadTs`: the thread it was a reply in, if Slack says so. */
  | { kind: 'deleted'; channel: string; ts: string; threadTs?: string }
  | {
      kind: 'reacted'
      channel: string
      ts: string
      name: string
      user: UserId
      added: boolean
      /** The time, as a ts: of two reactions told in the wrong order the later one holds. */
      eventTs: string
    }
  | { kind: 'pinned'; channel: string; ts: string; user: UserId; added: boolean; eventTs: string }

/** A change of an incident's conversations. */
export interface ConversationChange {
  incident: number
  /**
   * News, oldest first; `everything` when a reading found the record complete; nothing when words were taken away by an
   * erasure, a reading or their age.
   */
  heard: readonly Heard[] | 'everything'
  /** Every text that is gone with the change; empty too when only words outside messages were erased. */
  gone: readonly string[]
  /** Recorded texts that their authors have changed. */
  edited: readonly Edit[]
}

/** The words of a message before and after an edit. */
export interface Edit {
  author: UserId | null
  before: string
  after: string
}

/** Words recorded before that a change took away or replaced. */
export type Lost = Pick<ConversationChange, 'gone' | 'edited'>

/** A message as a reading of its conversation returns it. */
export interface Read {
  said: Said
  reactions: {
    name: string
    users: UserId[]
    /** False when Slack left people out of a long list. */
    whole: boolean
  }[]
  hasReplies: boolean
}

/** A recorded message, as it stands. */
export interface RecordedMessage extends Omit<Said, 'kind' | 'asOf'> {
  at: Date
  deleted: boolean
  reactions: { name: string; users: UserId[] }[]
  pinned: boolean
}
