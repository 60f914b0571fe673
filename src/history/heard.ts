/** What Slack tells of a conversation, parsed at the door. */
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
  /** Written by an app, ours or another. */
  byApp: boolean
  /** Slack's subtype: set for system lines such as `channel_topic`. */
  subtype: string | null
  /** Slack's mrkdwn, as sent. */
  text: string
  files: FileFacts[]
  /** When it was last edited, as a ts; null for a message as first written. */
  editedTs: string | null
}

export type Heard =
  | Said
  | { kind: 'deleted'; channel: string; ts: string }
  | {
      kind: 'reacted'
      channel: string
      ts: string
      name: string
      user: UserId
      added: boolean
      /** When, as a ts: of two reactions told in the wrong order the later one holds. */
      eventTs: string
    }
  | { kind: 'pinned'; channel: string; ts: string; user: UserId; added: boolean; eventTs: string }
