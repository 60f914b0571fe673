/** Words of a monitoring, made fit to be stored and shown. */
import { clean, cut } from '#words/user-text.ts'

/** Cuts before it cleans, so that a title of a megabyte costs no more than a long one. One line, unless lines are kept. */
export function cleanWords(words: string, max: number, keep: 'line' | 'lines' = 'line'): string {
  const near = clean(words.slice(0, max * 4))
  return cut(keep === 'line' ? near.replace(/\s+/g, ' ').trim() : near, max)
}
