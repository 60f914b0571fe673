import { choiceElement, isChoice } from './choices.js'
import { dispatch } from './elements.js'
import { freshId, h } from './dom.js'
import { inputElement } from './inputs.js'
import { textObject } from './mrkdwn.js'
/** @import { StateValue } from '../surface.ts' */
/** @import { BlockSurface, NamedInput } from './block-surface.ts' */

/**
 * An input with its label and hint and, after a refused submission, its error.
 * @type {(block: NamedInput, surface: BlockSurface) => HTMLElement}
 */
export function inputBlock(block, surface) {
  const { element } = block
  const error = surface.errors?.[block.block_id]
  const labelId = freshId('label')
  const hintId = block.hint ? freshId('hint') : undefined
  const errorId = error ? freshId('error') : undefined
  const naming = {
    id: freshId('field'),
    label: block.label.text,
    labelledby: labelId,
    describedby: [errorId, hintId].filter(Boolean).join(' ') || undefined,
    required: !block.optional,
    invalid: Boolean(error),
  }
  /** @type {(chosen: StateValue) => unknown} */
  const changed = (chosen) => (block.dispatch_action ? dispatch(element, block, surface, chosen) : undefined)
  const control = isChoice(element)
    ? choiceElement(element, block, surface, naming, changed, false)
    : inputElement(element, block, surface, naming, changed)
  const isField = control.matches('input, textarea')
  return h(
    'div',
    { class: `block block-input${error ? ' block-wrong' : ''}` },
    h(
      'div',
      { class: 'label-row' },
      h(
        isField ? 'label' : 'span',
        { id: labelId, class: 'label', for: isField ? naming.id : undefined },
        textObject(block.label, surface.scope),
      ),
      block.optional ? h('span', { class: 'label-optional' }, 'optional') : undefined,
    ),
    control,
    error ? h('p', { id: errorId, class: 'error', role: 'alert' }, error) : undefined,
    hintId ? h('p', { id: hintId, class: 'hint' }, textObject(block.hint, surface.scope)) : undefined,
  )
}
