/** A post-mortem as Markdown, in which people's words cannot become mark-up. Pure. */
import { cut, harmless } from '#words/user-text.ts'
import type { Naming } from './naming.ts'
import type { Block, Cite } from './document.ts'
import type { Prose } from '../draft/words.ts'

/** The longest line shown whole, in UTF-16 units. */
const longest = 1_500

export function markdown(blocks: readonly Block[], called: Naming): string {
  const parts = blocks.map((block, index) => {
    const gap = block.kind === 'item' && blocks[index - 1]?.kind === 'item' ? '\n' : '\n\n'
    return `${index === 0 ? '' : gap}${rendered(block, called)}`
  })
  return `${parts.join('')}\n`
}

function rendered(block: Block, called: Naming): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escaped(oneLine(called.text(block.words)))}`
    case 'paragraph': {
      const words = wordsIn(block.words, called)
      return block.strong ? `**${words}**` : words
    }
    case 'item': {
      const time = block.time === null ? '' : `**${block.time}** `
      const said = block.missing ? `_Missing:_ ${wordsIn(block.words, called)}` : wordsIn(block.words, called)
      return `- ${time}${said}${block.cites.map(source).join('')}`
    }
    case 'rule':
      return '---'
  }
}

function source({ label, url }: Cite): string {
  return url === null
    ? ` \\[${label}\\]`
    : ` [\\[${label}\\]](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`
}

/** Rows of an item stay rows: each but the first stands below the item's mark. */
function wordsIn(words: Prose, called: Naming): string {
  return words
    .map((one) => {
      if (typeof one === 'string') return unmarked(cut(called.text(one), longest))
      return 'link' in one
        ? `<${one.link.replace(/[<>\s]/g, encodeURIComponent)}>`
        : unmarked(called.person(one.person))
    })
    .join('')
    .trim()
    .split('\n')
    .map((row) => row.trimEnd())
    .reduce((above, row) => `${above}${broken(above, row)}${unlisted(row)}`, '')
}

/** A row of its own, or a paragraph after an empty one. */
function broken(above: string, row: string): string {
  if (above === '') return ''
  if (above.endsWith('\n')) return row === '' ? '' : '\n  '
  return row === '' ? '\n' : '\\\n  '
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

/** Escapes as CommonMark does: a backslash before any ASCII punctuation that could mean something. */
function unmarked(text: string): string {
  return harmless(text).replace(/[\\`*_{}[\]<>|~&!]|#(?=[#\s]|$)/g, '\\$&')
}

/** Takes the meaning from what begins a row: spaces that would make code, marks of a list, lines below a heading. */
function unlisted(row: string): string {
  return row
    .replace(/^ +/, (spaces) => '\u00A0'.repeat(spaces.length))
    .replace(/^(\s*)([-+=](?=[-+=\s]|$)|\d+(?=[.)](?:\s|$)))/, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    )
}

function escaped(text: string): string {
  return unlisted(unmarked(text))
}
