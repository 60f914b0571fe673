/** Something to tell one person by one way: each driver takes what its way can carry. */
import type { Driver } from './driver.ts'

/** Addresses, words and secrets: never stored, never logged. */
export interface Telling {
  /** The number, address, topic or key. */
  to: string
  title: string
  /** The whole text; for a call, what is done and said in it, as TwiML. */
  text: string
  /** Breaks silence where the way can. */
  urgent: boolean
  /** Groups all that is told about one page. */
  tag: string
  /** The page that an answer is given on; null where no link can work. */
  answerUrl: string | null
  /** The address that is told of its progress; null without a public one. */
  callback: string | null
  /** Milliseconds in which it is worth anything. */
  worthFor: number
  /** Ids of what else was sent there, which a look leaves alone. */
  taken: readonly string[]
}

export type TellingDriver = Driver<Telling>
