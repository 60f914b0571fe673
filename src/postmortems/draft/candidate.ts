/** Words that may tell the cause. */
import type { CitedLine } from './evidence.ts'
import type { Prose } from './words.ts'

export interface OfferedWords {
  /** `event:12` or `message:C1:170.1`. */
  key: string
  /** The words, with who said them. */
  line: CitedLine
  /** The words alone. */
  quote: Prose
  /** Why it is offered. */
  why: string
  score: number
  /** Somebody called it the cause in so many words, and nobody took that back. */
  isNamed: boolean
}
