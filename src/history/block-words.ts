/** The words in a message's blocks, as Slack's mrkdwn. Pure. */
import { escaped } from '#words/user-text.ts'

type Piece = Readonly<Record<string, unknown>>

/** Blocks in blocks beyond that are none that Slack sends. */
const deepest = 8

/** Buttons and fields are to be pressed and filled in; they say nothing. */
const silent = ['actions', 'input', 'divider', 'file', 'button', 'overflow']

export function blockWords(blocks: unknown): string {
  return lined(piecesIn(blocks).map((block) => wordsIn(block, 0)))
}

function wordsIn(piece: Piece, depth: number): string {
  const type = wordAt(piece, 'type')
  if (depth > deepest || silent.includes(type)) return ''
  const inside = (key: string) => piecesIn(piece[key]).map((one) => wordsIn(one, depth + 1))
  switch (type) {
    case 'mrkdwn':
      return wordAt(piece, 'text')
    case 'plain_text':
    case 'raw_text':
    case 'markdown':
      return escaped(wordAt(piece, 'text'))
    case 'context':
      return inside('elements').filter(isSomething).join(' ')
    case 'image':
      return lined(inside('title')) || escaped(wordAt(piece, 'alt_text'))
    case 'table':
      return lined(rowsIn(piece).map((row) => row.map((cell) => wordsIn(cell, depth + 1)).join(' ')))
    case 'rich_text_section':
    case 'rich_text_preformatted':
    case 'rich_text_quote':
      return piecesIn(piece['elements']).map(inLine).join('').trim()
    default:
      return lined(['title', 'text', 'description', 'fields', 'elements'].flatMap(inside))
  }
}

/** One element of a line of rich text. */
function inLine(piece: Piece): string {
  const of = (key: string) => wordAt(piece, key)
  switch (of('type')) {
    case 'user':
      return `<@${of('user_id')}>`
    case 'channel':
      return `<#${of('channel_id')}>`
    case 'usergroup':
      return `<!subteam^${of('usergroup_id')}>`
    case 'broadcast':
      return `<!${of('range')}>`
    case 'emoji':
      return `:${of('name')}:`
    case 'link':
      // Plain text keeps an address and not its label.
      return of('text') === '' ? `<${of('url')}>` : `${escaped(of('text'))} <${of('url')}>`
    case 'date':
      return escaped(of('fallback'))
    default:
      return escaped(of('text'))
  }
}

function rowsIn({ rows }: Piece): Piece[][] {
  return (Array.isArray(rows) ? rows : []).map(piecesIn)
}

/** The object, or the objects of the list. */
function piecesIn(value: unknown): Piece[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (one): one is Piece => typeof one === 'object' && one !== null,
  )
}

function wordAt(piece: Piece, key: string): string {
  const value = piece[key]
  return typeof value === 'string' ? value : ''
}

/** One below the other, without those that say nothing. */
export function lined(words: readonly string[]): string {
  return words.filter(isSomething).join('\n')
}

export function isSomething(words: string): boolean {
  return words.trim() !== ''
}
