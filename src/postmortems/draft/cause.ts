/** Finds the message that names the cause, if any does: by its words, by what was taken back, and by what did not help. Pure. */
import type { RecordedMessage } from '#history/heard.ts'
import type { Incident } from '#incidents/incident.ts'
import { causeLabel, type CauseLabel } from './cause-label.ts'
import type { CauseNaming } from './finding.ts'
import type { Beginning, Sentence } from './said.ts'
import { spoken, proseText, type Prose } from './words.ts'

export interface Cause {
  /** The sentences that name the cause. */
  text: string
  /** The same as Slack's mrkdwn. */
  said: string
  message: RecordedMessage
  /** The writer was only guessing. */
  guessed: boolean
}

interface Named {
  message: RecordedMessage
  naming: CauseNaming | null
}

const confirmed =
  /\b((root|real|actual|true|underlying) (cause|reason|culprit|problem) (is|was|turned|seems)|found (it|the ((root|real|actual|true|underlying) )?(cause|culprit|problem|bug|issue|reason)))\b/i
const plain =
  /\b((the|its|probable|likely|root) cause (is|was|of)|caused by|culprit|introduced (by|in|with)|stem(s|med) from|turn(s|ed) out (that )?(the|our|a|an|one|two|some|it (is|was)|it['’]s|\d\w*))\b/i
const weak =
  /\b(because of|due to|broke (with|since|in)|the (problem|trouble|reason) (is|was)|(it|this|that|(error|failure|problem|time-?out|load)s?) (all )?comes? from)\b/i
/**
 * "Because of the outage I will be late" tells a consequence or why somebody is away; "due to start at nine" tells a
 * plan.
 */
const unrelated =
  /\b(because of|due to) (the|this|that|an|our) (\w+ )?(outage|incident|downtime|issue|problems?|trouble|errors?)\b|\bdue to (be|begin|end|expire|finish|go|happen|land|leave|run|ship|start)\b|\bI(['’](m|ll)| am| will| have to| must| cannot| can['’]t)\b/i
const hedge =
  /\b(maybe|perhaps|possibl[ey]|might|could (be|have)|may (be|have)|probabl[ey]|likely|i (think|guess|suspect|suppose|believe)|guess(ing)?|suspect(ed|s)?|suspicion|potential|presumabl[ey]|unconfirmed|not sure|seems?|looks like|wonder)\b/i
const denied =
  /\b(not|isn['’]?t|wasn['’]?t|no idea|unknown|don['’]?t know|unclear|no|without a|rather than|never|whatever|regardless of)\b[^.,;:]{0,25}\b(cause[ds]?|culprit|because of|due to)\b|\bcause (is|was) (not|unknown|unclear|still)\b|\b(find|finding|(looking|search(ing)?) for|know)\b[^.,;:]{0,15}\b(cause|culprit)\b|(\bnot|n['’]t|\bnever) (yet )?found (it|out|the|any)\b/i
/** A word that all of these contain; most messages have none. */
const maybe =
  /cause|because|due to|culprit|reason|problem|trouble|introduced|stem|turn|broke|from|found|correct|wrong|mis|scratch|strike|never|forget|take/i
/** Words with which people take back a statement. */
const withdrawal =
  /\b(correction|i (was|am) (wrong|mistaken)|i stand corrected|scratch that|strike that|never ?mind what i said|forget what i said|i take (that|it) back|my mistake|i mis(read|took|understood))\b/i
const negation = /\b(not|isn['’]?t|wasn['’]?t|never|nothing to do with)\b/i

/** Finds sentences that name a cause, leaving out those that ask for one or rule one out. It also finds retractions. */
export function namingIn({ text, words, sentences }: Beginning): CauseNaming | null {
  if (!maybe.test(text)) return null
  const all = told(sentences).flatMap((one) => {
    const sure = certainty(one.words)
    return sure === null ? [] : [{ text: one.text, sure }]
  })
  const takesBack = withdrawal.test(words) && (all.length > 0 || negation.test(words))
  if (all.length === 0 && !takesBack) return null
  return {
    text: all
      .map((one) => one.text)
      .join(' ')
      .trim(),
    sure: all.reduce<CauseNaming['sure']>((most, { sure }) => (sure > most ? sure : most), 0),
    takesBack,
  }
}

/** The statements among the sentences, with a mere "Found it." or "Root cause:" joined to the sentence it is about. */
function told(all: readonly Sentence[]): Pick<Sentence, 'text' | 'words'>[] {
  return all.flatMap((one, index) => {
    if (isHeadline(one) || one.isQuestion) return []
    const before = all[index - 1]
    if (before === undefined || !isHeadline(before)) return [one]
    return [{ text: `${before.text} ${one.text}`, words: `${before.words}: ${one.words}` }]
  })
}

function isHeadline({ words, isQuestion }: Sentence): boolean {
  return !isQuestion && headline.test(words.trim())
}

const headline =
  /^[^\p{L}\p{N}]*((ok(ay)?,? )?(i |we )?((['’]ve|have) )?(found|got) (it|the ((root|real|actual|true|underlying) )?(cause|culprit|problem|bug|issue|reason))|(the )?((root|real|actual|true|underlying)[ -]?)?causes?)[^\p{L}\p{N}]*$/iu

/** 3 for a certain statement, 0 for a guess; null where a sentence names no cause. */
function certainty(words: string): CauseNaming['sure'] | null {
  const label = causeLabel(words)
  const strength = label === null ? inSentence(words) : underLabel(label)
  return strength !== null && hedge.test(words) ? 0 : strength
}

/** The words under a label may deny what they like: a missing index is a cause. */
function underLabel({ label, isSure, isOpen }: CauseLabel): 3 | 2 | null {
  return isOpen || denied.test(label) ? null : isSure ? 3 : 2
}

function inSentence(words: string): 3 | 2 | 1 | null {
  if (denied.test(words)) return null
  const strength = confirmed.test(words) ? 3 : plain.test(words) ? 2 : weak.test(words) ? 1 : null
  return strength === 1 && unrelated.test(words) ? null : strength
}

/**
 * Picks the most certain of the named causes. Among equals it is the first one named after the last attempt that failed
 * before it. A cause that its author took back does not count.
 */
export function causeOf(findings: readonly Named[], failedAt: readonly Date[]): Cause | null {
  let named: { message: RecordedMessage; said: string; rank: number }[] = []
  for (const { message, naming } of findings) {
    if (naming === null) continue
    const { text: said, sure, takesBack } = naming
    if (takesBack) named = named.filter((one) => one.message.author !== message.author)
    if (said === '') continue
    const failures = failedAt.filter((at) => at <= message.at).length
    named.push({ message, said, rank: (takesBack ? 3 : sure) * 1_000 + Math.min(failures, 999) })
  }
  const [best] = named.toSorted((a, b) => b.rank - a.rank)
  if (best === undefined) return null
  const { message, said, rank } = best
  return { text: proseText(spoken(said)), said, message, guessed: rank < 1_000 }
}

/** The times at which attempts at a repair turned out not to help. */
export function failuresOf({ fixes }: Pick<Incident, 'fixes'>): Date[] {
  return fixes.flatMap(({ outcome, endedAt }) => (outcome === 'failed' && endedAt !== null ? [endedAt] : []))
}

/** The cause in its author's words, with the people they mentioned. */
export function causeWords({ said }: Pick<Cause, 'said'>): Prose {
  return spoken(said)
}
