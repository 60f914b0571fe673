import { h } from './dom.js'
import { richText } from './rich-text.js'
/** @import { TableBlock } from '@slack/types' */
/** @import { Child } from './dom.js' */
/** @import { Scope } from './scope.js' */

/**
 * A `table` block; its first row is the heading, as Slack shows it.
 * @type {(block: TableBlock, scope: Scope) => HTMLElement}
 */
export function tableBlock(block, scope) {
  const settings = block.column_settings ?? []
  /** @type {(cells: TableBlock['rows'][number], tag: 'th' | 'td') => HTMLElement} */
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

/** @type {(cell: TableBlock['rows'][number][number], scope: Scope) => Child} */
function cellNodes(cell, scope) {
  return cell.type === 'rich_text' ? richText(cell.elements, scope) : cell.text
}

/** @type {(setting: NonNullable<TableBlock['column_settings']>[number] | undefined) => string} */
function cellClass(setting) {
  return `align-${setting?.align ?? 'left'}${setting?.is_wrapped ? ' wrapped' : ''}`
}
