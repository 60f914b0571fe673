/** Makes the weighed words by which incidents are found, and the same words of a search. Pure. */
import type { Incident } from '#incidents/incident.ts'
import { meaningful } from '#incidents/similar.ts'
import { isSpaceless } from '#words/spaceless.ts'

/** The number of the rules by which words are made. A change of them raises it: older words are made again. */
export const wordRules = 2

/** Limits: longer words are cut, and a document has no more of them. PostgreSQL's own limits are not far away. */
const longest = { word: 40, document: 5_000, query: 12 }

type Weight = 'A' | 'B' | 'C' | 'D'

/** A `tsvector` of the record: the title, then how it ended, then everything else. */
export function recordedWords(incident: Incident): string {
  const { title, squad, services, affected, resolution, fixes, updates, notes } = incident
  return vector([
    ['A', title],
    ['D', title, titled],
    ['B', [squad, ...services, affected, resolution?.fix, resolution?.impact].join(' ')],
    [
      'C',
      [
        ...fixes.flatMap(({ kind, what, link, remark }) => [kind, what, link, remark]),
        ...updates.map(({ text }) => text),
        ...notes.map(({ text }) => text),
      ].join(' '),
    ],
  ])
}

/** A `tsvector` of what was said and chosen for the timeline. */
export function toldWords(texts: readonly string[]): string {
  return vector([['D', texts.join(' ')]])
}

/** A `tsquery` for every word, or its beginning; null where none is worth looking for. */
export function everyWord(text: string): string | null {
  const words = wordsIn(text).slice(0, longest.query)
  return words.length === 0 ? null : words.map(term).join(' & ')
}

/** A `tsquery` for any two of the words, in a title; null where there are not two. */
export function anyTwoInTitle(text: string): string | null {
  const words = wordsIn(text)
    .slice(0, longest.query)
    .map((word) => `'${titled(word)}'`)
  const pairs = words.flatMap((one, i) => words.slice(i + 1).map((other) => `(${one} & ${other})`))
  return pairs.length === 0 ? null : pairs.join(' | ')
}

/** Words of letters and digits only, so nothing in them needs escaping. */
function wordsIn(text: string): string[] {
  return [...new Set([...meaningful(text)].map((word) => word.slice(0, longest.word)))]
}

/** Two letters of an alphabet begin too much. Two characters of other scripts are a word, to which more is often joined. */
function term(word: string): string {
  return word.length > 2 || isSpaceless(word) || /^\p{Script=Hangul}/u.test(word)
    ? `'${word}':*`
    : `'${word}'`
}

/** Gives a word of a title a second form, since PostgreSQL's index knows words but not their weights. */
function titled(word: string): string {
  return `=${word}`
}

type Part = [weight: Weight, text: string, form?: (word: string) => string]

function vector(parts: readonly Part[]): string {
  const places = new Map<string, string[]>()
  for (const [index, [weight, text, form]] of parts.entries()) {
    for (const plainWord of wordsIn(text)) {
      const word = form?.(plainWord) ?? plainWord
      places.set(word, [...(places.get(word) ?? []), `${index + 1}${weight}`])
    }
  }
  return [...places]
    .slice(0, longest.document)
    .map(([word, at]) => `'${word}':${at.join(',')}`)
    .join(' ')
}
