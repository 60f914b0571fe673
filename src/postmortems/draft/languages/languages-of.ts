/** Tells the languages of a text by its small words. Pure. */
import { unaccented } from '#words/user-text.ts'
import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import type { Language } from './language.ts'
import { spanish } from './spanish.ts'

export const languages: readonly Language[] = [english, french, spanish, german]

/** Lower case, without accents, with one kind of apostrophe: the form in which every list of words is written. */
export function folded(words: string): string {
  return unaccented(words.toLowerCase())
    .replace(/[’‘ʼ`´]/g, "'")
    .replaceAll('ß', 'ss')
}

/**
 * People mix languages: all that have half as many small words as the one with most, and English, whose words of the
 * trade are typed in every language. Without any small word, every language.
 */
export function languagesOf(words: string): readonly Language[] {
  const own = words.split(/[^\p{L}']+/u)
  const counts = languages.map(({ small }) => own.filter((one) => small.has(one)).length)
  const most = Math.max(...counts)
  if (most === 0) return languages
  return languages.filter((one, nth) => one === english || (counts[nth] ?? 0) * 2 >= most)
}
