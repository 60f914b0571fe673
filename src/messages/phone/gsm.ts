/** Text for an SMS: of the letters that make 160 of them fit into one. */
import { clean, unaccented } from '#words/user-text.ts'

/** The basic letters of GSM 03.38, without those that count twice. */
const basic = /^[@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/

const alike: Record<string, string> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '`': "'",
  '–': '-',
  '—': '-',
  '‑': '-',
  '…': '...',
  '·': '-',
  '•': '-',
  '→': '->',
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '\\': '/',
  '|': '/',
  '~': '-',
  '^': ' ',
  '€': 'EUR',
  '\u00A0': ' ',
}

export function isGsm(text: string): boolean {
  return basic.test(text)
}

/** The same words in letters of one byte, as far as that goes: pictures go, accents go where they must. */
export function gsmText(words: string): string {
  const plain = Array.from(clean(words), (one) => alike[one] ?? one)
    .join('')
    .replace(/[\p{Extended_Pictographic}\p{Regional_Indicator}\uFE0F\u200D]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (isGsm(plain)) return plain
  return Array.from(plain, (one) => (isGsm(one) ? one : unaccented(one))).join('')
}

/** Cuts to what fits: letters of one byte count one, and any other letter makes all count more. */
export function fitting(words: string, room: number): string {
  const most = isGsm(words) ? room : Math.max(12, Math.floor(room / 2))
  if (words.length <= most) return words
  return `${words
    .slice(0, most - 3)
    .toWellFormed()
    .replace(/\uFFFD$/, '')
    .trimEnd()}...`
}
