/** Texts that make slow patterns slow: people paste such things, and some mean harm. */

/** Each is repeated until it is long enough. */
const pieces: Record<string, string> = {
  'a version list': '1.1.',
  'digits with commas': '1,234,567,',
  'a dump of numbers': '10.0.0.1 443\n',
  spaces: ' ',
  'spaces between words': 'a          ',
  tabs: '\t',
  newlines: '\n \n',
  'line separators': ' \u2028',
  letters: 'a a a ',
  'one word': 'a',
  'no no no': 'no no no ',
  sentences: 'Is it? It is. ',
  backticks: '```',
  'code in one line': '`a` ',
  'less than': '<<<<',
  'half a mention': '<@U1|',
  mentions: '<@U1><@U2> ',
  'at signs': '@@a',
  'nested quotes': `"'“‘`,
  'nested brackets': '([{<',
  'closing brackets': ')]}>',
  entities: '&amp;&lt',
  'combining characters': 'e\u0315\u0300\u0327',
  'marks of one letter': '\u0315\u0300\u0327\u0301',
  'no spaces': '決済が失敗しています',
  'tones on vowels': 'ุ่',
  emoji: '👩‍👩‍👧‍👦🏽',
  'half emoji': '\ud83d',
  addresses: 'https://grafana.example/d/1 ',
  'one long address': 'https://grafanagrafana-status',
  'an address of points': 'https://....',
  'slashes and colons': '//:/',
  'right to left': 'שלום ‮',
  'marks of Markdown': '*_#-~|!',
  'rows of a table': '| - | 1) ',
  backslashes: '\\\\"',
}

/** Texts around the repetition that make a pattern search to the end and fail there. */
const end = '\u2028!\u2028!'
const frames: ((text: string) => string)[] = [(text) => text, (text) => `x${text}"${end}`]

/** Hostile texts by name, each a function of its length. */
export const hostileTexts: Record<string, (length: number) => string> = Object.fromEntries([
  ...Object.entries(pieces).flatMap(([what, piece]) =>
    frames.map((frame, nth) => [`${what}, ${nth}`, (length: number) => frame(repeated(piece, length))]),
  ),
  ['a mixture', mixture],
])

/** Beginnings that make a pattern anchored at the start go on. */
const openings = ['# ', '- ', '1. ', '**', '#1 ', '@', 'open ', 'into ', 'on ', 'add ', '{{', '/', '"']

/** The words a pattern looks for, with and without spaces, and the text it may expect at the start. */
export function echoes(pattern: RegExp): ((length: number) => string)[] {
  const words = [...new Set(pattern.source.replace(/\\./g, ' ').match(/\p{L}{2,}/gu) ?? [])]
  const all = [words.join(' '), words.join(''), ...words, ...words.map((one) => `${one} `)]
  const begun = pattern.source.startsWith('^') ? openings : []
  return [
    ...all
      .filter((one) => one.trim() !== '')
      .map((one) => (length: number) => `${repeated(one, length)}${end}`),
    ...begun.flatMap((opening) =>
      [' ', 'a', 'a '].map((one) => (length: number) => `${opening}${repeated(one, length)}${end}`),
    ),
  ]
}

function repeated(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
}

function mixture(length: number): string {
  const all = Object.values(pieces)
  let text = ''
  // The next piece is a step of its own length further on, so that any two meet.
  for (let step = 0; text.length < length; step += 1)
    text += all[(step * (1 + Math.floor(step / all.length))) % all.length]
  return text.slice(0, length)
}
