/** Keeps every word of a text that is longer than its place: cut between words, nothing is lost. */
import { wordBreak } from '#words/spaceless.ts'
import { cut } from '#words/user-text.ts'

/** The words in order, each part at most `max` UTF-16 units. */
export function inParts(words: string, max: number): string[] {
  const parts: string[] = []
  let rest = words.trim()
  while (rest !== '') {
    const part = firstPart(rest, max)
    parts.push(part)
    rest = rest.slice(part.length).trimStart()
  }
  return parts
}

/** The beginning, "…" included where there is more. */
export function beginning(words: string, max: number): string {
  return words.length <= max ? words : `${firstPart(words, max - 1)}…`
}

/** In UTF-16 units: enough to see if a word goes on. */
const longestWord = 40

function firstPart(words: string, max: number): string {
  if (words.length <= max) return words
  const near = words.slice(0, max + 1)
  const end = Math.max(near.lastIndexOf(' '), near.lastIndexOf('\n'))
  // Of one long word, such as a link, or a language without spaces, cutting at a space would leave little.
  if (end > max / 2) return near.slice(0, end).trimEnd()
  const part = cut(words, max + 1).slice(0, -1)
  const whole = wordBreak(words.slice(0, max + longestWord), part.length)
  return whole > max / 2 ? part.slice(0, whole) : part
}
