/** What an incident is found by, and what a search looks for: the same words, weighed. Pure. */
import type { Incident } from '#incidents/incident.ts'
import { meaningful } from '#incidents/similar.ts'

/** Longer words are cut, and no document has more of them: PostgreSQL's limits are not far away. */
const longest = { word: 40, document: 5_000, query: 12 }

type Weight = 'A' | 'B' | 'C' | 'D'

/** As PostgreSQL's `tsvector`: the title, then how it ended, then everything else in its record. */
export function recordedWords(incident: Incident): string {
  const { title, squad, affected, resolution, fixes, updates, notes } = incident
  return vector([
    ['A', title],
    ['D', title, titled],
    ['B', [squad, affected, resolution?.fix, resolution?.impact].join(' ')],
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

/** As `tsvector`: of what was said and chosen for the timeline. */
export function toldWords(texts: readonly string[]): string {
  return vector([['D', texts.join(' ')]])
}

/** As `tsquery`: every word, or what begins with it; null where none is worth looking for. */
export function everyWord(text: string): string | null {
  const words = wordsIn(text).slice(0, longest.query)
  return words.length === 0 ? null : words.map(term).join(' & ')
}

/** As `tsquery`: any two of the words, in a title; null where there are not two. */
export function anyTwoInTitle(text: string): string | null {
  const words = wordsIn(text)
    .slice(0, longest.query)
    .map((word) => `'${titled(word)}'`)
  const pairs = words.flatMap((one, i) => words.slice(i + 1).map((other) => `(${one} & ${other})`))
  return pairs.length === 0 ? null : pairs.join(' | ')
}

/** Nothing but letters and digits, so nothing in them needs escaping. */
function wordsIn(text: string): string[] {
  return [...new Set([...meaningful(text)].map((word) => word.slice(0, longest.word)))]
}

function term(word: string): string {
  return word.length > 2 ? `'${word}':*` : `'${word}'`
}

/** A word of a title has a second form of its own, since PostgreSQL's index knows words but not their weights. */
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
