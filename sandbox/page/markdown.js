import { h } from './dom.js'
import { parseMarkdown } from './markdown-parse.js'
import { mrkdwn, styled } from './mrkdwn.js'
/** @import { Inline, MarkdownBlock } from './markdown-parse.js' */
/** @import { Scope } from './scope.js' */
/** @import { Child } from './dom.js' */

/** The page itself takes up the first two levels. */
const HEADINGS = /** @type {const} */ (['h3', 'h4', 'h5', 'h6'])

/**
 * DOM nodes for standard Markdown; Slack's own `<@U…>`, `<!date^…>` and emoji shortcodes work inside it too.
 * @type {(source: string, scope: Scope) => Child[]}
 */
export function markdown(source, scope) {
  return parseMarkdown(source).map((block) => blockNode(block, scope))
}

/** @type {(block: MarkdownBlock, scope: Scope) => Child} */
function blockNode(block, scope) {
  /** @type {(nodes: Inline[]) => Child[]} */
  const inline = (nodes) => nodes.map((node) => inlineNode(node, scope))
  switch (block.type) {
    case 'heading':
      return h(HEADINGS[block.level - 1] ?? 'h6', {}, inline(block.children))
    case 'paragraph':
      return h('p', {}, inline(block.children))
    case 'list':
      return h(
        block.ordered ? 'ol' : 'ul',
        {},
        block.items.map((item) =>
          h(
            'li',
            { class: `indent-${item.depth}` },
            item.ticked === undefined ? undefined : item.ticked ? '☑ ' : '☐ ',
            inline(item.children),
          ),
        ),
      )
    case 'quote':
      return h(
        'blockquote',
        {},
        block.blocks.map((inner) => blockNode(inner, scope)),
      )
    case 'pre':
      return h('pre', {}, block.text)
    case 'rule':
      return h('hr', {})
    case 'table':
      return h(
        'div',
        { class: 'block-table' },
        h(
          'table',
          {},
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              block.head.map((cell) => h('th', { scope: 'col' }, inline(cell))),
            ),
          ),
          h(
            'tbody',
            {},
            block.rows.map((row) =>
              h(
                'tr',
                {},
                row.map((cell) => h('td', {}, inline(cell))),
              ),
            ),
          ),
        ),
      )
    default:
      return undefined
  }
}

/** @type {(node: Inline, scope: Scope) => Child} */
function inlineNode(node, scope) {
  if (node.type === 'text') return h('span', {}, mrkdwn(node.text, scope))
  return styled(node, () =>
    'children' in node ? node.children.map((child) => inlineNode(child, scope)) : [],
  )
}
