/** Suggestions for a blameless wording. They change nothing. Pure. */

export interface Suggestion {
  /** The words in question. */
  found: string
  advice: string
}

const counterfactual =
  /\b(should(?:n['’]?t| not)? have|could have|would have (?:been )?(?:avoided|prevented|caught)|ought to have|if only|failed to|neglected to|did ?n[o'’]t bother)\b/gi
const blame =
  /\b(careless(?:ly|ness)?|negligen(?:t|ce)|human error|user error|stupid(?:ly)?|incompeten(?:t|ce)|(?:his|her|their) (?:fault|mistake)|to blame|forgot to)\b/gi
const faults = 'error|mistake|fault|broke|failed|forgot|wrong'

export function suggestions(text: string, names: readonly string[]): Suggestion[] {
  return [
    ...found(
      text,
      counterfactual,
      'That tells what did not happen. What did people see, and why did it make sense then?',
    ),
    ...found(text, blame, 'That judges a person. Which part of the system let it happen?'),
    ...names
      .filter((name) => name.length > 2)
      .flatMap((name) =>
        found(
          text,
          new RegExp(
            `(?<!\\p{L})${RegExp.escape(name)}(?!\\p{L})[^.!?\\n]{0,30}\\b(?:${faults})\\b|\\b(?:${faults})\\b[^.!?\\n]{0,30}(?<!\\p{L})${RegExp.escape(name)}(?!\\p{L})`,
            'giu',
          ),
          'A name stands beside a fault. A role may do, or the step itself.',
        ),
      ),
  ]
}

function found(text: string, pattern: RegExp, advice: string): Suggestion[] {
  return [...text.matchAll(pattern)].map(([words]) => ({ found: words, advice }))
}
