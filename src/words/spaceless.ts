/** Tells words apart in languages that write none of the spaces between them. Pure. */

const words = new Intl.Segmenter('en', { granularity: 'word' })

const scripts = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}`
const runs = new RegExp(`[${scripts}]+`, 'gu')
const beginning = new RegExp(`^[${scripts}]`, 'u')

/** Puts the spaces in; text in other languages stays as it is. */
export function spaced(text: string): string {
  return text.replace(
    runs,
    (run) => ` ${Array.from(words.segment(run), ({ segment }) => segment).join(' ')} `,
  )
}

/** The last place up to `end` where no word of such a script goes on; `end` for text in other languages. */
export function wordBreak(text: string, end: number): number {
  const cut = words.segment(text).containing(end)
  return cut?.isWordLike && isSpaceless(cut.segment) ? cut.index : end
}

/** True for a word that begins in such a script. */
export function isSpaceless(word: string): boolean {
  return beginning.test(word)
}
