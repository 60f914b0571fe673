/** Removes deleted texts from people's writing, and marks edited ones. Pure. */
import type { Edit } from '#history/heard.ts'
import { plain } from '#words/plain.ts'
import { sentences } from './draft/said.ts'

const mention = /<@[UW][A-Z0-9_]+(?:\|[^<>]*)?>/

/** The longest name to expect in place of a mention. */
const longestName = 61

/** The number of parts searched for together: with more, a single text could take seconds. */
const together = 20

/**
 * Removes each deleted text as a whole, and each of its sentences. `gone` is as Slack sent it. Short common words such
 * as "ok" stay.
 */
export function withoutGone(written: string, gone: readonly string[]): string {
  return instead(
    written,
    gone.flatMap((text) => [text, ...sentences(text)]),
    () => '[deleted]',
  )
}

/** The least length of words that are marked: shorter ones are also said by chance. */
const quoted = 10

/** Marks each sentence that its author changed or took out. Commas and capitals do not count. */
export function withEditsMarked(written: string, edits: readonly Edit[]): string {
  const changed = edits.flatMap(({ before, after }) => {
    const kept = new Set(sentences(after).map(spelled))
    return sentences(before).filter((one) => one.length >= quoted && !kept.has(spelled(one)))
  })
  return instead(written, changed, (found, rest) => (rest.startsWith(mark) ? found : `${found}${mark}`))
}

const mark = ' [edited since]'

function spelled(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The words in place of a stretch that was found; `rest` is the text behind it. */
type Instead = (found: string, rest: string) => string

function instead(written: string, texts: readonly string[], of: Instead): string {
  const pieces = texts.map((piece) => piece.trim()).filter((piece) => piece.length > 4 || /\d/.test(piece))
  const searched = [...new Set(pieces)].sort((a, b) => b.length - a.length).flatMap(partsOf)
  const different = new Map(searched.map((parts) => [parts.join('@'), parts]))
  return [...different.values()].reduce((whole, parts) => replaced(whole, parts, of), flattened(written)).text
}

/** The parts between mentions; of very many, some at a time. */
function partsOf(piece: string): string[][] {
  const parts = piece.split(mention).map((part) => plain(part).text.replace(/\s+/g, ' '))
  const times = Math.ceil(parts.length / together)
  return Array.from({ length: times }, (_, nth) => parts.slice(nth * together, (nth + 1) * together))
}

/** A text with line breaks in any place: each stretch of white space is one space in `flat`. */
interface Flat {
  text: string
  flat: string
  /** The places where each character of `flat` begins in the text, and where the text ends. */
  begins: number[]
  /** Places of line breaks in `flat`; no name crosses one. */
  breaks: ReadonlySet<number>
}

function flattened(text: string): Flat {
  const begins: number[] = []
  const breaks = new Set<number>()
  let flat = ''
  for (const { 0: piece, index } of text.matchAll(/\s+|\S+/g)) {
    const isSpace = piece.trim() === ''
    if (isSpace && piece.includes('\n')) breaks.add(flat.length)
    flat += isSpace ? ' ' : piece
    for (let nth = 0; nth < (isSpace ? 1 : piece.length); nth += 1) begins.push(index + nth)
  }
  return { text, flat, begins: [...begins, text.length], breaks }
}

function replaced(whole: Flat, parts: readonly string[], of: Instead): Flat {
  // A text that is only a mention has no words that somebody could have copied.
  if (parts.every((part) => part.trim() === '')) return whole
  if (parts.join('@').length > whole.flat.length) return whole
  const { text, begins } = whole
  let [left, kept] = ['', 0]
  for (let found = stretch(whole, parts, 0); found !== null; found = stretch(whole, parts, found.end)) {
    const end = begins[found.end] ?? text.length
    const start = begins[found.start] ?? end
    left += text.slice(kept, start) + of(text.slice(start, end), text.slice(end))
    kept = end
  }
  return left === '' ? whole : flattened(left + text.slice(kept))
}

interface Stretch {
  start: number
  end: number
}

/**
 * The first match from `from` on. Its parts follow each other with a name between any two, and no word continues over
 * its edges.
 */
function stretch(whole: Flat, parts: readonly string[], from: number): Stretch | null {
  const { flat } = whole
  const leading = parts.findIndex((part) => part !== '')
  const first = parts[leading] ?? ''
  for (let start = from; ; start += 1) {
    const at = flat.indexOf(first, start + leading)
    if (at < 0) return null
    start = Math.max(start, at - leading * longestName)
    const end = isEdge(flat, start) ? endOf(whole, parts, start) : null
    if (end !== null) return { start, end }
  }
}

/**
 * The end of a match. The nearest place of each part counts; only the last part may match later, so that it ends at an
 * edge.
 */
function endOf(whole: Flat, [first = '', ...others]: readonly string[], start: number): number | null {
  const { flat } = whole
  let end = start + first.length
  for (const [index, part] of others.entries()) {
    const isLast = index === others.length - 1
    const at = placeAfterName(whole, part, end, (to) => !isLast || isEdge(flat, to))
    if (at === null) return null
    end = at + part.length
  }
  return isEdge(flat, end) ? end : null
}

function placeAfterName(
  { flat, breaks }: Flat,
  part: string,
  from: number,
  isEnd: (to: number) => boolean,
): number | null {
  const reach = flat.slice(0, from + longestName + part.length)
  let at = reach.indexOf(part, from + (flat[from] === '@' ? 2 : 1))
  while (at >= 0 && !isEnd(at + part.length)) at = at < reach.length ? reach.indexOf(part, at + 1) : -1
  if (at < 0) return null
  for (let place = from; place < at; place += 1) if (breaks.has(place)) return null
  return at
}

/** True where no word continues over this place. */
function isEdge(text: string, at: number): boolean {
  return (
    !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 2), at)) ||
    !/^[\p{L}\p{N}]/u.test(text.slice(at, at + 2))
  )
}
