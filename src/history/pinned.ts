import type { UserId } from '#incidents/incident.ts'

/** A message that people pinned. */
export interface PinnedMessage {
  author: UserId | null
  /** The name of the app that wrote it. */
  app: string | null
  /** The words in Slack's own marks. */
  text: string
}
