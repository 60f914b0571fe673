/** Tells which sentences state something of this incident: no question, quotation, joke, condition, memory or empty label does. Pure. */
import { causeLabel, labelIn } from './cause-label.ts'
import type { Language } from './languages/language.ts'
import type { Beginning, Sentence } from './said.ts'

export function claimsIn({ sentences, languages }: Pick<Beginning, 'sentences' | 'languages'>): Sentence[] {
  return sentences.filter((one) => isClaim(one, languages))
}

function isClaim({ words, folded, isQuestion }: Sentence, languages: readonly Language[]): boolean {
  if (isQuestion || quotation.test(words) || causeLabel(words)?.isOpen === true) return false
  return !languages.some(
    (language) =>
      language.conditional.test(folded) ||
      language.elsewhere.test(folded) ||
      language.joke.test(folded) ||
      labelIn(folded, language)?.isOpen === true,
  )
}

/** A line quoted from somewhere, or a sentence that is nothing but somebody's words. */
const quotation = /^\s{0,8}(?:>|&gt;)|^\s{0,8}["“«„][^"”»“]{1,400}["”»“]\W{0,4}$/

/** True for laughter and the like: whatever it says is not meant. */
export function isInJest(folded: string, languages: readonly Language[]): boolean {
  return laughter.test(folded) || languages.some(({ joke }) => joke.test(folded))
}

const laughter =
  /:(joy|rofl|laughing|rolling_on_the_floor_laughing|stuck_out_tongue\w*|wink|smirk):|[😂🤣😜😝😏]/u
