/** The words by which the draft's rules know what a sentence does, in one language. Patterns read folded words. */

export interface Language {
  /** Small words that tell the language, each used in few others. */
  small: ReadonlySet<string>
  /** Names a cause for certain, plainly, or in passing. */
  certain: RegExp
  likely: RegExp
  weak: RegExp
  /** A label that ends in a colon, such as "Root cause:". */
  label: RegExp
  /** Words behind a label that leave it open. */
  open: RegExp
  /** Denies that a cause is named: "no idea what the cause is". */
  denied: RegExp
  /** A consequence, an absence or a plan that sounds like a cause in passing. */
  unrelated: RegExp
  hedge: RegExp
  /** Says that something is broken, and how: "has expired", "is full". */
  broken: RegExp
  /** Tells what the writer did to production. */
  deed: RegExp
  /** A guess ruled out: the words of group 1. */
  refuted: readonly RegExp[]
  /** A guess ruled out that is not named again: "that's not it". */
  notThat: RegExp
  takesBack: RegExp
  /** Puts one thing in the place of another: "it isn't the deploy, it's the certificate". */
  contrast: RegExp
  /** Agrees with what was said before. */
  agrees: RegExp
  /** A statement of what might be, not of what is. */
  conditional: RegExp
  /** Speaks of another time or another incident. */
  elsewhere: RegExp
  /** Speaks of what is to be done. */
  plan: RegExp
  joke: RegExp
  /** A message of nothing but these says nothing of the incident. */
  chatter: ReadonlySet<string>
  /** Asks or tells who is there, when it is over, or thanks. */
  aside: RegExp
  /** Begins with a greeting, or asks for a minute. */
  waiting: RegExp
  /** Tells how it stands. */
  status: RegExp
  /** Tells that it became worse. */
  worse: RegExp
  /** Mentions that something was shipped or changed. */
  change: RegExp
  /** Tells whom it hurts. */
  impact: RegExp
  lessons: Readonly<Record<'action' | 'improve' | 'well' | 'wrong', RegExp>>
}

/** Small words of one language from a list. */
export function smallWords(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}
