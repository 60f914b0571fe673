/** The findings of the draft's rules in one message. */
import type { RecordedMessage } from '#history/heard.ts'
import type { Chatter } from './chatter.ts'
import type { Refutation } from './refutation.ts'

export interface Finding {
  /** The whole message. */
  message: RecordedMessage
  /** False where the rules had no time for it. */
  isRead: boolean
  /** True when somebody other than Muster wrote it, and it is not a line such as "joined". */
  isSaid: boolean
  naming: CauseNaming | null
  refutes: Refutation | null
  signs: Signs
  /** Sentences about the impact, as plain text. */
  impact: string
  /** Sentences about a change, as Slack's mrkdwn. */
  changes: string
  lesson: Lesson | null
  /** The reason its content puts it on the timeline. */
  speaks: string | null
}

/** The causes that one message names. */
export interface CauseNaming {
  /** The sentences that name a cause, as Slack's mrkdwn. */
  text: string
  /** 3 for a certain statement, 0 for a guess. */
  sure: 0 | 1 | 2 | 3
}

/** The move of a message, as far as its form and a few words tell. */
export interface Signs {
  chatter: Chatter
  /** The sentences that state something of this incident, as Slack's mrkdwn. */
  claims: string
  /** Its subject. */
  subjects: ReadonlySet<string>
  /** It says that something is broken, and how. */
  isBroken: boolean
  /** The writer did something to production. */
  isDeed: boolean
  /** It agrees with what was said before. */
  agrees: boolean
  isHedged: boolean
  isPlan: boolean
  isStatus: boolean
  isWorse: boolean
  /** It shows a command, a name or a log as code. */
  hasCode: boolean
  isQuestion: boolean
}

/** The lesson that one message teaches. */
export interface Lesson {
  kind: 'well' | 'wrong' | 'improve' | 'action'
  /** The sentences with the lesson, as Slack's mrkdwn. */
  text: string
}
