import type { KnownBlock } from '@slack/types'

/** A message as Slack takes it. Notifications and screen readers say `text`. */
export interface Message {
  text: string
  blocks: KnownBlock[]
}
