/** Makes people's words fit to be shown: no control characters, no broken characters, and not too long. */

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * Removes what nobody can see: control characters, lone surrogates, invisible letters and spaces of no width, and
 * characters that turn the words after them around. Joiners stay: emoji and several scripts need them.
 */
export function clean(words: string): string {
  return harmless(words).trim()
}

/** Cleans words, but keeps the spaces that join them to their neighbours. */
export function harmless(words: string): string {
  return words
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\t\v\f]/g, ' ')
    .replace(unseen, (_, flag?: string) => flag ?? '')
}

/**
 * Nothing that is seen, except parts of a visible character: joiners, marks of direction, selectors of a form, and the
 * region of a flag such as 🏴󠁧󠁢󠁳󠁣󠁴󠁿.
 */
const unseen =
  /(\u{1F3F4}[\u{E0030}-\u{E007A}]{1,8}\u{E007F})|[[\p{Cc}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]--[\n\u061C\u200C-\u200F\p{Variation_Selector}]]+/gv

/** Cuts to `max` UTF-16 units, "…" included; a character that a reader sees is never split. */
export function cut(words: string, max: number): string {
  if (words.length <= max) return words
  // Letters after that are not kept, and telling characters apart takes long with very many marks on one letter.
  const near = words.slice(0, max + 1)
  const kept = fitting(graphemes.segment(near), max - 1)
  if (kept !== '') return `${kept.trimEnd()}…`
  // A single "character" of thousands of combining marks would leave nothing.
  const codePoints = Array.from(near, (segment) => ({ segment }))
  return `${fitting(codePoints, max - 1)}…`
}

function fitting(pieces: Iterable<{ segment: string }>, max: number): string {
  let kept = ''
  for (const { segment } of pieces) {
    if (kept.length + segment.length > max) break
    kept += segment
  }
  return kept
}

/** Puts words on one line and cuts them. Right-to-left words are held together, or they would reorder the sentence. */
export function inline(words: string, max: number): string {
  const shown = cut(clean(words).replace(/\s+/g, ' '), max - 2)
  return rightToLeft.test(shown) ? `\u2068${shown}\u2069` : shown
}

/** Words said back in a Refusal, in which `<@U1>` would name somebody. */
export function saidBack(words: string, max: number): string {
  return inline(words.replaceAll('<@', '@'), max)
}

const rightToLeft = /[\u0590-\u08FF\u200F\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u

/** Removes accents, and makes compatible forms one. Marks that are vowels or tones, as in Thai or Hindi, stay. */
export function unaccented(words: string): string {
  // Marks written as separate characters go first: with thousands on one letter, putting them in order takes seconds.
  return words.replace(accents, '').replace(pile, '$1').normalize('NFKD').replace(accents, '').normalize()
}

const accents =
  /(?![\u3099\u309A])[\p{M}&&[\p{Script=Inherited}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]]/gv
const pile = /(\p{M}{8})\p{M}+/gu

/** Escapes the three characters that would begin mark-up in Slack's `text`. */
export function escaped(words: string): string {
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
