import { unescapeSlack } from './slack-escape.js'

/**
 * @typedef {{ type: 'text' | 'pre', text: string } | { type: 'code', text: string } | { type: 'quote', children: MrkdwnNode[] }
 *   | { type: 'bold' | 'italic' | 'strike', children: MrkdwnNode[] }
 *   | { type: 'link', url: string, children: MrkdwnNode[] }
 *   | { type: 'user' | 'channel' | 'group', id: string, label: string | undefined } | { type: 'broadcast' | 'emoji', name: string }
 *   | { type: 'date', seconds: number, pattern: string, url: string | undefined, fallback: string }} MrkdwnNode
 */
/** @typedef {{ node: MrkdwnNode, length: number } | undefined} Found */

/**
 * Parses Slack's mrkdwn into a tree of plain objects: `text`, `bold`, `italic`, `strike`, `code`, `pre`, `quote`, `link`,
 * `user`, `channel`, `group`, `broadcast`, `date`, `emoji`. The tree holds no mark-up: the renderer decides on the look.
 * @type {(source: string) => MrkdwnNode[]}
 */
export function parseMrkdwn(source) {
  /** @type {MrkdwnNode[]} */
  const nodes = []
  const fence = /```\n?([\s\S]*?)\n?```\n?/g
  let from = 0
  for (const match of source.matchAll(fence)) {
    const [whole, code = ''] = match
    if (code.trim() === '') continue
    nodes.push(...parseLines(source.slice(from, match.index).replace(/\n$/, '')))
    nodes.push({ type: 'pre', text: plain(code) })
    from = match.index + whole.length
  }
  nodes.push(...parseLines(source.slice(from)))
  return nodes
}

/**
 * Parses only emoji shortcodes, as `plain_text` objects do.
 * @type {(source: string) => MrkdwnNode[]}
 */
export function parsePlain(source) {
  /** @type {MrkdwnNode[]} */
  const nodes = []
  let from = 0
  for (const match of source.matchAll(/:([a-z0-9_+-]+):/g)) {
    pushText(nodes, source.slice(from, match.index))
    nodes.push({ type: 'emoji', name: match[1] ?? '' })
    from = match.index + match[0].length
  }
  pushText(nodes, source.slice(from))
  return nodes
}

/** @type {(source: string) => MrkdwnNode[]} */
function parseLines(source) {
  /** @type {MrkdwnNode[]} */
  const nodes = []
  /** @type {string[]} */
  let plainLines = []
  /** @type {string[]} */
  let quoted = []
  const flushPlain = () => {
    if (plainLines.length > 0) nodes.push(...parseInline(plainLines.join('\n')))
    plainLines = []
  }
  const flushQuote = () => {
    if (quoted.length > 0) nodes.push({ type: 'quote', children: parseInline(quoted.join('\n')) })
    quoted = []
  }
  const lines = source === '' ? [] : source.split('\n')
  for (const [index, line] of lines.entries()) {
    const rest = /^(?:>|&gt;){3} ?/.exec(line)
    if (rest) {
      flushPlain()
      quoted.push(line.slice(rest[0].length), ...lines.slice(index + 1))
      break
    }
    const mark = /^(?:>|&gt;) ?/.exec(line)
    if (mark) {
      flushPlain()
      quoted.push(line.slice(mark[0].length))
    } else {
      flushQuote()
      plainLines.push(line)
    }
  }
  flushPlain()
  flushQuote()
  return nodes
}

const STYLES = /** @type {const} */ ({ '*': 'bold', _: 'italic', '~': 'strike' })

/** @type {(source: string) => MrkdwnNode[]} */
function parseInline(source) {
  /** @type {MrkdwnNode[]} */
  const nodes = []
  let at = 0
  while (at < source.length) {
    const found = matchAt(source, at)
    if (found) {
      nodes.push(found.node)
      at += found.length
    } else {
      const next = nextInteresting(source, at + 1)
      pushText(nodes, unescapeSlack(source.slice(at, next)))
      at = next
    }
  }
  return nodes
}

/** @type {(source: string, from: number) => number} */
function nextInteresting(source, from) {
  const offset = source.slice(from).search(/[<`*_~:]|https?:\/\//)
  return offset === -1 ? source.length : from + offset
}

/** @type {(source: string, at: number) => Found} */
function matchAt(source, at) {
  const rest = source.slice(at)
  const first = rest[0]
  switch (first) {
    case '<': {
      const match = /^<([^<>\n]+)>/.exec(rest)
      return match ? { node: token(match[1] ?? ''), length: match[0].length } : undefined
    }
    case '`': {
      const match = /^`([^`\n]+)`/.exec(rest)
      return match
        ? { node: { type: 'code', text: plain(match[1] ?? '') }, length: match[0].length }
        : undefined
    }
    case ':': {
      const match = /^:([a-z0-9_+-]*[a-z+][a-z0-9_+-]*|-1|100|1234):(:skin-tone-[2-6]:)?/.exec(rest)
      return match ? { node: { type: 'emoji', name: match[1] ?? '' }, length: match[0].length } : undefined
    }
    case '*':
    case '_':
    case '~':
      return styled(source, at, first)
    case 'h': {
      if (isWord(source[at - 1])) return undefined
      const match = /^https?:\/\/[^\s<>|]*[^\s<>|.,;:!?'")\]*_~]/.exec(rest)
      if (!match) return undefined
      const url = unescapeSlack(match[0])
      return { node: { type: 'link', url, children: [{ type: 'text', text: url }] }, length: match[0].length }
    }
    default:
      return undefined
  }
}

/**
 * `*bold*` opens after a non-word character and closes before one, on the same line. Marks inside tokens and code do not count.
 * @type {(source: string, at: number, mark: keyof typeof STYLES) => Found}
 */
function styled(source, at, mark) {
  if (isWord(source[at - 1]) || /[\s]/.test(source[at + 1] ?? ' ') || source[at + 1] === mark)
    return undefined
  let close = at + 1
  while (close < source.length && source[close] !== '\n') {
    const skipped = /^(?:<[^<>\n]+>|`[^`\n]+`)/.exec(source.slice(close))
    if (skipped) {
      close += skipped[0].length
      continue
    }
    if (source[close] === mark && !/\s/.test(source.charAt(close - 1)) && !isWord(source[close + 1])) {
      const children = parseInline(source.slice(at + 1, close))
      return { node: { type: STYLES[mark], children }, length: close - at + 1 }
    }
    close += 1
  }
  return undefined
}

/** @type {(body: string) => MrkdwnNode} */
function token(body) {
  const bar = body.indexOf('|')
  const target = bar === -1 ? body : body.slice(0, bar)
  const label = bar === -1 ? undefined : unescapeSlack(body.slice(bar + 1))
  if (target.startsWith('@')) return { type: 'user', id: target.slice(1), label }
  if (target.startsWith('#')) return { type: 'channel', id: target.slice(1), label }
  if (target.startsWith('!subteam^')) return { type: 'group', id: target.slice(9), label }
  if (target.startsWith('!date^')) {
    const [, seconds, pattern, url] = target.split('^')
    const link = url === undefined ? undefined : unescapeSlack(url)
    return {
      type: 'date',
      seconds: Number(seconds),
      pattern: unescapeSlack(pattern ?? ''),
      url: link,
      fallback: label ?? '',
    }
  }
  if (target.startsWith('!')) return { type: 'broadcast', name: label ?? target.slice(1) }
  const url = unescapeSlack(target)
  return { type: 'link', url, children: [{ type: 'text', text: label ?? url.replace(/^mailto:/, '') }] }
}

/** @type {(source: string) => string} */
function plain(source) {
  return unescapeSlack(source.replace(/<(?:[^<>|\n]*\|)?([^<>|\n]+)>/g, '$1'))
}

/** @type {(nodes: MrkdwnNode[], text: string) => void} */
function pushText(nodes, text) {
  if (text === '') return
  const last = nodes.at(-1)
  if (last?.type === 'text') last.text += text
  else nodes.push({ type: 'text', text })
}

/** @type {(character: string | undefined) => boolean} */
function isWord(character) {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character)
}
