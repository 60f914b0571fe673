/** Tells which sentences state something of this incident: no question, quotation, joke, condition or memory does. Pure. */
import type { Language } from './languages/language.ts'
import type { Beginning, Sentence } from './said.ts'

export function claimsIn({ sentences, languages }: Pick<Beginning, 'sentences' | 'languages'>): Sentence[] {
  return sentences.filter((one) => isClaim(one, languages))
}

function isClaim({ words, folded, isQuestion }: Sentence, languages: readonly Language[]): boolean {
  if (isQuestion || quotation.test(words)) return false
  return !languages.some(
    ({ conditional, elsewhere, joke }) =>
      conditional.test(folded) || elsewhere.test(folded) || joke.test(folded),
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
