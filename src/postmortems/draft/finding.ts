/** The findings of the draft's rules in one message. */
import type { RecordedMessage } from '#history/heard.ts'

export interface Finding {
  /** The whole message. */
  message: RecordedMessage
  /** False where the rules had no time for it. */
  isRead: boolean
  /** True when somebody other than Muster wrote it, and it is not a line such as "joined". */
  isSaid: boolean
  naming: CauseNaming | null
  /** Sentences about the impact, as plain text. */
  impact: string
  /** Sentences about a change, as Slack's mrkdwn. */
  changes: string
  lesson: Lesson | null
  /** The reason its content puts it on the timeline. */
  speaks: string | null
}

/** The causes that one message names or takes back. */
export interface CauseNaming {
  /** The sentences that name a cause, as Slack's mrkdwn; empty where one is only taken back. */
  text: string
  /** 3 for a certain statement, 0 for a guess. */
  sure: 0 | 1 | 2 | 3
  takesBack: boolean
}

/** The lesson that one message teaches. */
export interface Lesson {
  kind: 'well' | 'wrong' | 'improve' | 'action'
  /** The sentences with the lesson, as Slack's mrkdwn. */
  text: string
}
