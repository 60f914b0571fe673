/**
 * Parses the standard Markdown that a `markdown` block carries into plain objects. Blocks: `heading`, `paragraph`, `list`,
 * `quote`, `pre`, `rule`, `table`; inside them `text`, `bold`, `italic`, `strike`, `code`, `link`.
 */
export function parseMarkdown(source) {
  const lines = source.replaceAll('\r\n', '\n').split('\n')
  const blocks = []
  let at = 0
  const take = (test) => {
    const taken = []
    while (at < lines.length && test(lines[at])) taken.push(lines[at++])
    return taken
  }
  while (at < lines.length) {
    const line = lines[at]
    const heading = /^(#{1,6})\s+(.*)$/.exec(line)
    if (line.trim() === '') at += 1
    else if (line.startsWith('```')) {
      at += 1
      blocks.push({ type: 'pre', text: take((each) => !each.startsWith('```')).join('\n') })
      at += 1
    } else if (heading) {
      at += 1
      blocks.push({ type: 'heading', level: heading[1].length, children: parseInline(heading[2]) })
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
    else if (line.includes('|') && /^[\s|:-]+$/.test(lines[at + 1] ?? '') && lines[at + 1].includes('-')) {
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

function list(lines) {
  const items = []
  for (const line of lines) {
    if (!ITEM.test(line)) {
      items.at(-1).words += `\n${line.trim()}`
      continue
    }
    const words = line.replace(ITEM, '')
    const box = /^\[([ xX])\]\s+/.exec(words)
    items.push({
      depth: Math.floor(/^\s*/.exec(line)[0].length / 2),
      words: box ? words.slice(box[0].length) : words,
      ticked: box ? box[1] !== ' ' : undefined,
    })
  }
  return {
    type: 'list',
    ordered: /^\s*\d/.test(lines[0]),
    items: items.map(({ depth, words, ticked }) => ({ depth, ticked, children: parseInline(words) })),
  }
}

function table(lines) {
  const cells = (line) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => parseInline(cell.trim()))
  return { type: 'table', head: cells(lines[0]), rows: lines.slice(2).map(cells) }
}

const INLINE =
  /`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|\*\*(?=\S)(.+?)\*\*|~~(?=\S)(.+?)~~|\*(?=\S)([^*]+)\*|(?<![\p{L}\p{N}])_(?=\S)([^_]+)_(?![\p{L}\p{N}])|(https?:\/\/[^\s<>)]*[^\s<>).,;:!?])|<(https?:\/\/[^\s<>]+)>/su

function parseInline(source) {
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

function inlineNode([, code, label, url, bold, strike, italic, underscored, bare, angled]) {
  if (code) return { type: 'code', text: code }
  if (label) return { type: 'link', url, children: parseInline(label) }
  if (bold) return { type: 'bold', children: parseInline(bold) }
  if (strike) return { type: 'strike', children: parseInline(strike) }
  if (italic ?? underscored) return { type: 'italic', children: parseInline(italic ?? underscored) }
  const address = bare ?? angled
  return { type: 'link', url: address, children: [{ type: 'text', text: address }] }
}
