/** Reads a label such as "Root cause:" before the words that name the cause. Pure. */
import type { Language } from './languages/language.ts'

export interface CauseLabel {
  /** Everything up to the label's end. */
  label: string
  /** It says "root" or "real". */
  isSure: boolean
  /** Nothing behind it names a cause yet. */
  isOpen: boolean
}

/** A colon ends a label anywhere; a dash ends one only at the beginning of a sentence. */
const labels =
  /\b(root[ -]?|(?:real|actual|true|underlying) )?causes?(?: of [^.,;:?!\n]{1,60}| found| identified| confirmed)?(?: \([^()\n]{1,40}\))?\s{0,3}[:：]|^\W{0,8}(?:the )?(root[ -]?|(?:real|actual|true|underlying) )?causes?(?:\s[-–—→]|[–—→])/i

/** "Unknown" alone, "unknown, still looking", but not "unknown clients". */
const leftOpen =
  /^[^\p{L}\p{N}]*(?:(?:it|that|this) (?:is )?|is |it['’]s )?(?:still |currently |yet )?(?:unknown|unclear|undetermined|unconfirmed|pending|open|none|not (?:yet )?(?:known|clear|found|sure|identified|determined|established|understood|confirmed))(?=[^\p{L}\p{N}]*$|\s*[.,;:!()…–—-]| (?:yet|so far|for now|right now|at|as|still|and|but|until|to us)\b)/iu
const underWay =
  /^[^\p{L}\p{N}]*(?:(?:it|that|this) (?:is )?|is |it['’]s )?(?:still |currently |yet )?(?:tb[acd]|n\/a|no idea|investigating|(?:under|being) (?:investigat\w+|review)|looking (?:into|for)|to be (?:determined|confirmed|found|defined|investigated|seen|clarified)|(?:we |i )?(?:still )?(?:do not|don['’]t)(?: yet)? know)\b/iu

/** The label in a sentence, which may be in bold; null where there is none. */
export function causeLabel(words: string): CauseLabel | null {
  const plain = unmarked(words)
  const found = labels.exec(plain)
  if (found === null) return null
  const end = found.index + found[0].length
  const behind = plain.slice(end)
  return {
    label: plain.slice(0, end),
    isSure: (found[1] ?? found[2]) !== undefined,
    isOpen: saysNothing(behind),
  }
}

/** A label in another language, in folded words. */
export function labelIn(read: string, { label, open }: Language): CauseLabel | null {
  const plain = unmarked(read)
  const found = label.exec(plain)
  if (found === null) return null
  const end = found.index + found[0].length
  const behind = plain.slice(end)
  return {
    label: plain.slice(0, end),
    isSure: /\brac|\brai|grund|root/.test(found[0]),
    isOpen: saysNothing(behind) || open.test(behind),
  }
}

/** True for words behind a label that leave it open. */
export function saysNothing(words: string): boolean {
  return /^[^\p{L}\p{N}]*$/u.test(words) || leftOpen.test(words) || underWay.test(words)
}

/** Without marks of bold and the like. What stands in bold at the beginning is a label, with a colon or without. */
function unmarked(words: string): string {
  return words.replace(/^[*_]{1,3}([^*_:：\n]{1,60})[*_]{1,3}\s/, '$1: ').replace(/[*_~`]/g, '')
}
