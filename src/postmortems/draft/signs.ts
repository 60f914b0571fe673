/** Reads what a message does: it claims, confesses, agrees, plans, or only talks. Pure. */
import { chatterIn } from './chatter.ts'
import { claimsIn } from './claims.ts'
import type { Signs } from './finding.ts'
import type { Language } from './languages/language.ts'
import type { Beginning } from './said.ts'
import { subjectsOf } from './subjects.ts'

type Sign = { [K in keyof Language]: Language[K] extends RegExp ? K : never }[keyof Language]

export function signsIn(beginning: Beginning): Signs {
  const { text, folded, languages, isQuestion } = beginning
  const claims = claimsIn(beginning)
  const claimed = claims.map((one) => one.folded).join(' ')
  const has = (sign: Sign, words = claimed) => languages.some((one) => one[sign].test(words))
  return {
    chatter: chatterIn(beginning),
    claims: claims
      .map((one) => one.text)
      .join(' ')
      .trim(),
    subjects: subjectsOf(folded),
    isBroken: has('broken'),
    isDeed: has('deed'),
    agrees: has('agrees', folded),
    isHedged: has('hedge'),
    isPlan: has('plan'),
    isStatus: has('status'),
    isWorse: has('worse'),
    hasCode: /`[^`\n]{2,200}`|```/.test(text),
    isQuestion,
  }
}
