import { h } from './dom.js'
import { markdown } from './markdown.js'
import { openPopover } from './popover.js'
/** @import { OpenChannel } from '../surface.ts' */
/** @import { Scope } from './scope.js' */

/**
 * The channel's canvas, to read.
 * @type {(anchor: HTMLElement, canvas: NonNullable<OpenChannel['canvas']>, scope: Scope) => void}
 */
export function openCanvas(anchor, canvas, scope) {
  const panel = h(
    'div',
    { class: 'panel panel-wide', role: 'dialog', 'aria-label': 'Canvas', tabindex: '-1' },
    h('h2', {}, canvas.title || 'Canvas'),
    h('div', { class: 'block-markdown' }, markdown(canvas.markdown, scope)),
  )
  openPopover(anchor, panel, { align: 'end' })
  panel.focus()
}
