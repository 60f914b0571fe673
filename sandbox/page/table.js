import { h } from './dom.js'
import { richText } from './rich-text.js'

/** A `table` block; its first row is the heading, as Slack shows it. */
export function tableBlock(block, scope) {
  const settings = block.column_settings ?? []
  const row = (cells, tag) =>
    h(
      'tr',
      {},
      cells.map((cell, column) =>
        h(
          tag,
          { class: cellClass(settings[column]), scope: tag === 'th' ? 'col' : undefined },
          cellNodes(cell, scope),
        ),
      ),
    )
  const [head, ...body] = block.rows ?? []
  return h(
    'div',
    { class: 'block block-table', tabindex: '0', role: 'region', 'aria-label': 'Table' },
    h(
      'table',
      {},
      head ? h('thead', {}, row(head, 'th')) : undefined,
      h(
        'tbody',
        {},
        body.map((cells) => row(cells, 'td')),
      ),
    ),
  )
}

function cellNodes(cell, scope) {
  return cell.type === 'rich_text' ? richText(cell.elements, scope) : String(cell.text ?? cell.value ?? '')
}

function cellClass(setting) {
  return `align-${setting?.align ?? 'left'}${setting?.is_wrapped ? ' wrapped' : ''}`
}
