/** A post-mortem as one self-contained HTML page: no script, no font, no picture from another address. Pure. */
import { cut, harmless } from '#words/user-text.ts'
import type { Naming } from './naming.ts'
import type { Block, Cite, DocumentImage } from './document.ts'
import type { Prose } from '../draft/words.ts'

const longest = 4_000

export function html(title: string, blocks: readonly Block[], called: Naming): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escaped(called.text(title))}</title>
<style>${style}</style>
</head>
<body>
<main>
${grouped(blocks)
  .map((group) => ('items' in group ? list(group.items, called) : single(group, called)))
  .join('\n')}
</main>
</body>
</html>
`
}

type Item = Extract<Block, { kind: 'item' }>
type Single = Exclude<Block, Item>

/** Joins items that follow each other into one list. */
function grouped(blocks: readonly Block[]): (Single | { items: Item[] })[] {
  const groups: (Single | { items: Item[] })[] = []
  for (const block of blocks) {
    const last = groups.at(-1)
    if (block.kind !== 'item') groups.push(block)
    else if (last && 'items' in last) last.items.push(block)
    else groups.push({ items: [block] })
  }
  return groups
}

function single(block: Single, called: Naming): string {
  switch (block.kind) {
    case 'heading': {
      const tag = `h${Math.min(6, block.level)}`
      return `<${tag}><bdi>${escaped(called.text(block.words))}</bdi></${tag}>`
    }
    case 'paragraph': {
      const words = wordsIn(block.words, called)
      return block.strong ? `<h3>${words}</h3>` : `<p>${words}</p>`
    }
    case 'rule':
      return '<hr>'
  }
}

function list(items: readonly Item[], called: Naming): string {
  const isTimed = items.every(({ time }) => time !== null)
  const rows = items.map(({ time, words, cites, missing, images }) => {
    const when = time === null ? '' : `<time>${escaped(time)}</time> `
    const mark = missing ? '<b>Missing</b> ' : ''
    return `<li${missing ? ' class="missing"' : ''}>${when}<span>${mark}${wordsIn(words, called)}${cites.map(source).join('')}${images.map((one) => picture(one, called)).join('')}</span></li>`
  })
  return `<ul${isTimed ? ' class="timeline"' : ''}>\n${rows.join('\n')}\n</ul>`
}

function source({ label, url }: Cite): string {
  const shown = escaped(label)
  return url === null
    ? ` <small>${shown}</small>`
    : ` <small><a href="${escaped(url)}" rel="noreferrer">${shown}</a></small>`
}

function picture({ name, mimetype, content }: DocumentImage, called: Naming): string {
  const data = `data:${mimetype};base64,${Buffer.from(content).toString('base64')}`
  return `<img src="${escaped(data)}" alt="${escaped(called.text(name))}">`
}

/** Isolates each stretch, so that text that runs right to left does not reorder its neighbours. */
function wordsIn(words: Prose, called: Naming): string {
  return words
    .map((one) => {
      if (typeof one === 'string') return text(cut(called.text(one), longest))
      if ('person' in one) return `<bdi class="person">${escaped(called.person(one.person))}</bdi>`
      return `<a href="${escaped(one.link)}" rel="noreferrer"><bdi>${escaped(cut(one.link, 120))}</bdi></a>`
    })
    .join('')
}

/** Longer code is cut: all of it stands where the source leads. */
const mostLines = 20

/** Lines between fences are code. */
function text(written: string): string {
  return written
    .split(/```/)
    .map((part, index) => {
      if (part === '') return ''
      if (index % 2 === 0 || part.trim() === '') return `<bdi>${escaped(part)}</bdi>`
      const rows = part
        .replace(/^\s*\n/, '')
        .trimEnd()
        .split('\n')
      const more = rows.length > mostLines ? `\n… ${rows.length - mostLines} more lines` : ''
      return `<code>${escaped(rows.slice(0, mostLines).join('\n') + more)}</code>`
    })
    .join('')
}

function escaped(text: string): string {
  return harmless(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

const style = `
:root { color-scheme: light dark; --ink: #1d232b; --quiet: #5b6672; --line: #d9dee5; --paper: #fff; --accent: #1f3a5f; --gap: #fff6e0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --quiet: #9aa5b1; --line: #38414d; --paper: #171b21; --accent: #9cc0f0; --gap: #3a3117; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); color: var(--accent); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .4rem 0; }
bdi { white-space: pre-wrap; }
code { display: block; margin: .4rem 0; padding: .5rem .7rem; border: 1px solid var(--line); border-radius: .3rem; font: .75rem/1.5 ui-monospace, monospace; white-space: pre-wrap; }
ul { margin: .4rem 0; padding-left: 1.2rem; }
li { margin: .3rem 0; }
ul.timeline { list-style: none; padding: 0; }
ul.timeline li { display: grid; grid-template-columns: 8.5rem 1fr; gap: .75rem; padding: .3rem 0; border-bottom: 1px solid var(--line); }
time { color: var(--quiet); font-variant-numeric: tabular-nums; font-size: .875rem; padding-top: .1rem; }
small, small a { color: var(--quiet); font-size: .75rem; white-space: nowrap; }
a { color: var(--accent); }
.person { font-weight: 600; }
img { display: block; max-width: 100%; max-height: 28rem; margin: .4rem 0; border: 1px solid var(--line); border-radius: .3rem; }
.missing { background: var(--gap); padding: .35rem .6rem; border-radius: .3rem; list-style-position: inside; }
.missing b { margin-right: .25rem; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2.5rem 0 1rem; }
@media (max-width: 34rem) { ul.timeline li { grid-template-columns: 1fr; gap: 0; } }
@media print { body { font-size: 11pt; } main { max-width: none; padding: 0; } h2, h3 { break-after: avoid; } li, img { break-inside: avoid; } code { font-size: 8pt; } a { text-decoration: none; } }
`
