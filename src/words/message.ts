import type { KnownBlock } from '@slack/types'

/** A message as Slack takes it. `text` is what a notification and a screen reader say. */
export interface Message {
  text: string
  blocks: KnownBlock[]
}
