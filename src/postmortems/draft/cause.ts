/** Finds the sentences of a message that name a cause, in any of the languages we know. Pure. */
import { causeLabel, type CauseLabel, labelIn } from './cause-label.ts'
import { claimsIn } from './claims.ts'
import type { CauseNaming } from './finding.ts'
import type { Language } from './languages/language.ts'
import type { Beginning, Sentence } from './said.ts'

type Certainty = CauseNaming['sure']

/** Finds sentences that name a cause, leaving out those that ask for one or rule one out. */
export function namingIn(beginning: Beginning): CauseNaming | null {
  const { languages } = beginning
  const all = joined(claimsIn(beginning)).flatMap((one) => {
    const sure = certainty(one, languages)
    return sure === null ? [] : [{ text: one.text, sure }]
  })
  if (all.length === 0) return null
  return {
    text: all
      .map((one) => one.text)
      .join(' ')
      .trim(),
    sure: all.reduce<Certainty>((most, { sure }) => (sure > most ? sure : most), 0),
  }
}

/** The sentences, with a mere "Found it." or "Root cause:" joined to the one it is about. */
function joined(all: readonly Sentence[]): Sentence[] {
  return all.flatMap((one, index) => {
    if (headline.test(one.words.trim())) return []
    const before = all[index - 1]
    if (before === undefined || !headline.test(before.words.trim())) return [one]
    return [
      {
        ...one,
        text: `${before.text} ${one.text}`,
        words: `${before.words}: ${one.words}`,
        folded: `${before.folded}: ${one.folded}`,
      },
    ]
  })
}

const headline =
  /^[^\p{L}\p{N}]*((ok(ay)?,? )?(i |we )?((['’]ve|have) )?(found|got) (it|the ((root|real|actual|true|underlying) )?(cause|culprit|problem|bug|issue|reason))|(the )?((root|real|actual|true|underlying)[ -]?)?causes?|trouvé|je l['’]ai|lo tengo|encontrado|gefunden|hab['’]?s)[^\p{L}\p{N}]*$/iu

/** 3 for a certain statement, 0 for a guess; null where a sentence names no cause. */
function certainty(one: Sentence, languages: readonly Language[]): Certainty | null {
  const found = [
    underLabel(causeLabel(one.words), languages),
    ...languages.flatMap((language) => [
      underLabel(labelIn(one.folded, language), languages),
      inSentence(one.folded, language),
    ]),
  ]
  // An open label says that nobody knows, whatever else the sentence says.
  if (found.includes('open')) return null
  const known = found.filter((sure) => typeof sure === 'number')
  if (known.length === 0) return null
  if (languages.some(({ hedge }) => hedge.test(one.folded))) return 0
  return known.reduce((most, sure) => (sure > most ? sure : most))
}

/** The words under a label may deny what they like: a missing index is a cause. */
function underLabel(found: CauseLabel | null, languages: readonly Language[]): 3 | 2 | 'open' | null {
  if (found === null) return null
  if (found.isOpen || languages.some(({ denied }) => denied.test(found.label.toLowerCase()))) return 'open'
  return found.isSure ? 3 : 2
}

function inSentence(folded: string, language: Language): 3 | 2 | 1 | null {
  const { certain, likely, weak, denied, unrelated, contrast } = language
  // What it is, not only what it is not.
  if (contrast.test(folded) && !denied.test(folded)) return 2
  if (denied.test(folded)) return null
  const strength = certain.test(folded) ? 3 : likely.test(folded) ? 2 : weak.test(folded) ? 1 : null
  return strength === 1 && unrelated.test(folded) ? null : strength
}
