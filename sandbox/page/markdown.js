import { h } from './dom.js'
import { parseMarkdown } from './markdown-parse.js'
import { mrkdwn, styled } from './mrkdwn.js'

/** DOM nodes for standard Markdown; Slack's own `<@U…>`, `<!date^…>` and emoji shortcodes work inside it too. */
export function markdown(source, scope) {
  return parseMarkdown(source).map((block) => blockNode(block, scope))
}

function blockNode(block, scope) {
  const inline = (nodes) => nodes.map((node) => inlineNode(node, scope))
  switch (block.type) {
    case 'heading':
      return h(`h${Math.min(block.level + 2, 6)}`, {}, inline(block.children))
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

function inlineNode(node, scope) {
  const inside = () => node.children.map((child) => inlineNode(child, scope))
  return styled(node, inside) ?? h('span', {}, mrkdwn(node.text, scope))
}
