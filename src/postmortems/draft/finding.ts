/** The findings of the draft's rules in one message. */
import type { RecordedMessage } from '#history/heard.ts'

export interface Finding {
  /** The whole of it. */
  message: RecordedMessage
  /** False where there was no time for the rules. */
  isRead: boolean
  /** By somebody else than us, and not a line such as "joined". */
  isSaid: boolean
  naming: CauseNaming | null
  /** Sentences that tell the impact, as plain text. */
  impact: string
  /** Sentences that tell of a change, as Slack's mrkdwn. */
  changes: string
  lesson: Lesson | null
  /** Why it is on the timeline for what it says or shares. */
  speaks: string | null
}

/** The causes that one message names or takes back. */
export interface CauseNaming {
  /** The sentences that name one, as Slack's mrkdwn; empty where one is only taken back. */
  text: string
  /** 3: as certain, 0: as a guess. */
  sure: 0 | 1 | 2 | 3
  takesBack: boolean
}

/** The lesson that one message teaches. */
export interface Lesson {
  kind: 'well' | 'wrong' | 'improve' | 'action'
  /** Its sentences that say so, as Slack's mrkdwn. */
  text: string
}
