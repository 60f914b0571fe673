/**
 * The styles that Markdown shares with Slack's mrkdwn.
 * @typedef {{ type: 'bold' | 'italic' | 'strike' } | { type: 'code', text: string } | { type: 'link', url: string }} Styled
 */
/**
 * @typedef {{ type: 'bold' | 'italic' | 'strike', children: Inline[] } | { type: 'text', text: string } | { type: 'code', text: string }
 *   | { type: 'link', url: string, children: Inline[] }} Inline
 */
/** @typedef {{ depth: number, ticked: boolean | undefined, children: Inline[] }} Item */
/**
 * @typedef {{ type: 'heading', level: number, children: Inline[] } | { type: 'paragraph', children: Inline[] }
 *   | { type: 'list', ordered: boolean, items: Item[] } | { type: 'quote', blocks: MarkdownBlock[] } | { type: 'pre', text: string }
 *   | { type: 'rule' } | { type: 'table', head: Inline[][], rows: Inline[][][] }} MarkdownBlock
 */

/**
 * Parses the standard Markdown that a `markdown` block carries into plain objects. Blocks: `heading`, `paragraph`, `list`,
 * `quote`, `pre`, `rule`, `table`; inside them `text`, `bold`, `italic`, `strike`, `code`, `link`.
 * @type {(source: string) => MarkdownBlock[]}
 */
export function parseMarkdown(source) {
  const lines = source.replaceAll('\r\n', '\n').split('\n')
  /** @type {MarkdownBlock[]} */
  const blocks = []
  let at = 0
  /** @type {(test: (line: string) => boolean) => string[]} */
  const take = (test) => {
    const end = lines.findIndex((each, index) => index >= at && !test(each))
    const taken = lines.slice(at, end === -1 ? lines.length : end)
    at += taken.length
    return taken
  }
  while (at < lines.length) {
    const line = lines[at] ?? ''
    const below = lines[at + 1] ?? ''
    const heading = /^(#{1,6})\s+(.*)$/.exec(line)
    if (line.trim() === '') at += 1
    else if (line.startsWith('```')) {
      at += 1
      blocks.push({ type: 'pre', text: take((each) => !each.startsWith('```')).join('\n') })
      at += 1
    } else if (heading) {
      at += 1
      const [, marks = '', words = ''] = heading
      blocks.push({ type: 'heading', level: marks.length, children: parseInline(words) })
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
      at += 1
      blocks.push({ type: 'rule' })
    } else if (QUOTE.test(line)) {
      blocks.push({
        type: 'quote',
        blocks: parseMarkdown(
          take((each) => QUOTE.test(each))
            .map((each) => each.replace(QUOTE, ''))
            .join('\n'),
        ),
      })
    } else if (ITEM.test(line)) blocks.push(list(take((each) => ITEM.test(each) || /^\s+\S/.test(each))))
    else if (line.includes('|') && /^[\s|:-]+$/.test(below) && below.includes('-')) {
      blocks.push(table(take((each) => each.includes('|'))))
    } else {
      const words = take((each) => each.trim() !== '' && !/^(#{1,6}\s|```|>)/.test(each) && !ITEM.test(each))
      blocks.push({ type: 'paragraph', children: parseInline(words.join('\n')) })
    }
  }
  return blocks
}

const QUOTE = /^>\s?/
const ITEM = /^\s*([-*+]|\d+[.)])\s+/

/** @type {(lines: string[]) => MarkdownBlock} */
function list(lines) {
  /** @type {{ depth: number, words: string, ticked: boolean | undefined }[]} */
  const items = []
  for (const line of lines) {
    const last = items.at(-1)
    if (last && !ITEM.test(line)) {
      last.words += `\n${line.trim()}`
      continue
    }
    const words = line.replace(ITEM, '')
    const box = /^\[([ xX])\]\s+/.exec(words)
    items.push({
      depth: Math.floor((line.length - line.trimStart().length) / 2),
      words: box ? words.slice(box[0].length) : words,
      ticked: box ? box[1] !== ' ' : undefined,
    })
  }
  return {
    type: 'list',
    ordered: /^\s*\d/.test(lines[0] ?? ''),
    items: items.map(({ depth, words, ticked }) => ({ depth, ticked, children: parseInline(words) })),
  }
}

/** @type {(lines: string[]) => MarkdownBlock} */
function table(lines) {
  /** @type {(line: string) => Inline[][]} */
  const cells = (line) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => parseInline(cell.trim()))
  return { type: 'table', head: cells(lines[0] ?? ''), rows: lines.slice(2).map(cells) }
}

const INLINE =
  /`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|\*\*(?=\S)(.+?)\*\*|~~(?=\S)(.+?)~~|\*(?=\S)([^*]+)\*|(?<![\p{L}\p{N}])_(?=\S)([^_]+)_(?![\p{L}\p{N}])|(https?:\/\/[^\s<>)]*[^\s<>).,;:!?])|<(https?:\/\/[^\s<>]+)>/su

/** @type {(source: string) => Inline[]} */
function parseInline(source) {
  /** @type {Inline[]} */
  const nodes = []
  let rest = source
  while (rest !== '') {
    const match = INLINE.exec(rest)
    if (!match) {
      nodes.push({ type: 'text', text: rest })
      break
    }
    if (match.index > 0) nodes.push({ type: 'text', text: rest.slice(0, match.index) })
    nodes.push(inlineNode(match))
    rest = rest.slice(match.index + match[0].length)
  }
  return nodes
}

/** @type {(match: RegExpExecArray) => Inline} */
function inlineNode([, code, label, url, bold, strike, italic, underscored, bare, angled]) {
  if (code) return { type: 'code', text: code }
  if (label && url) return { type: 'link', url, children: parseInline(label) }
  if (bold) return { type: 'bold', children: parseInline(bold) }
  if (strike) return { type: 'strike', children: parseInline(strike) }
  const slanted = italic ?? underscored
  if (slanted) return { type: 'italic', children: parseInline(slanted) }
  const address = bare ?? angled ?? ''
  return { type: 'link', url: address, children: [{ type: 'text', text: address }] }
}
