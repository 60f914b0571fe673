import { choiceElement, isChoice } from './choices.js'
import { confirmDialog } from './confirm.js'
import { h } from './dom.js'
import { icon } from './icons.js'
import { imageUrl } from './image-url.js'
import { inputElement } from './inputs.js'
import { openMenu } from './menu.js'
import { plainWords, textObject } from './mrkdwn.js'
/** @import { Button, ConfirmationDialog, Overflow } from '@slack/types' */
/** @import { Option, StateValue } from '../surface.ts' */
/** @import { BlockSurface, Interactive, NamedBlock } from './block-surface.ts' */

/** @typedef {Option & { url?: string }} Choice */

/**
 * One interactive element of a section or an actions block. A choice or a click is sent at once.
 * @type {(element: Interactive, block: NamedBlock, surface: BlockSurface) => HTMLElement}
 */
export function elementNode(element, block, surface) {
  if (element.type === 'image')
    return h('img', { class: 'accessory-image', src: imageUrl(element), alt: element.alt_text })
  if (element.type === 'button') return buttonElement(element, block, surface)
  if (element.type === 'overflow') return overflowElement(element, block, surface)
  const naming = { label: elementLabel(element, block) }
  /** @type {(chosen: StateValue) => Promise<void>} */
  const changed = (chosen) => dispatch(element, block, surface, chosen)
  if (isChoice(element)) return choiceElement(element, block, surface, naming, changed, true)
  return inputElement(element, block, surface, naming, changed)
}

/**
 * Tells the bot, after asking the person if the element says so.
 * @type {(element: Interactive, block: NamedBlock, surface: BlockSurface, chosen?: StateValue) => Promise<void>}
 */
export async function dispatch(element, block, surface, chosen) {
  const confirm = 'confirm' in element ? element.confirm : undefined
  if (confirm && !(await confirmElement(confirm, surface))) return
  await surface.click(block, element, chosen)
}

/** @type {(element: Button & { action_id: string }, block: NamedBlock, surface: BlockSurface) => HTMLElement} */
function buttonElement(element, block, surface) {
  const props = {
    class: `button ${element.style ? `button-${element.style}` : ''}`,
    'aria-label': element.accessibility_label,
    dataset: { focus: `${block.block_id} ${element.action_id}` },
    onclick: () => press(node, () => dispatch(element, block, surface)),
  }
  const words = textObject(element.text, surface.scope)
  const isLink = /^https?:/i.test(element.url ?? '')
  /** @type {HTMLElement} */
  const node = isLink
    ? h(
        'a',
        { ...props, href: element.url, target: '_blank', rel: 'noopener noreferrer' },
        words,
        icon('outside'),
      )
    : h('button', { ...props, type: 'button' }, words)
  return node
}

/**
 * Marks a control as busy until the bot has answered; a second click in that time does nothing.
 * @type {(node: HTMLElement, work: () => Promise<void>) => Promise<void>}
 */
async function press(node, work) {
  if (node.getAttribute('aria-busy') === 'true') return
  node.setAttribute('aria-busy', 'true')
  try {
    await work()
  } finally {
    node.removeAttribute('aria-busy')
  }
}

/** @type {(element: Overflow & { action_id: string }, block: NamedBlock, surface: BlockSurface) => HTMLElement} */
function overflowElement(element, block, surface) {
  const options = /** @type {Choice[]} */ (element.options)
  const items = options.map((option) => ({
    label: plainWords(option.text),
    hint: option.description && plainWords(option.description),
    href: /^https?:/i.test(option.url ?? '') ? option.url : undefined,
    run: () => dispatch(element, block, surface, { type: 'overflow', selected_option: option }),
  }))
  /** @type {HTMLElement} */
  const node = h(
    'button',
    {
      type: 'button',
      class: 'button button-icon',
      'aria-label': 'More actions',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      dataset: { focus: `${block.block_id} ${element.action_id}` },
      onclick: () => openMenu(node, 'More actions', items),
    },
    icon('more'),
  )
  return node
}

/** @type {(element: Interactive, block: NamedBlock) => string} */
function elementLabel(element, block) {
  const placeholder = 'placeholder' in element ? plainWords(element.placeholder) : ''
  const sectionText = block.type === 'section' ? plainWords(block.text) : ''
  return placeholder || sectionText || element.action_id.replaceAll('_', ' ')
}

/** @type {(confirm: ConfirmationDialog, surface: BlockSurface) => Promise<boolean>} */
function confirmElement(confirm, { scope }) {
  return confirmDialog({
    title: plainWords(confirm.title),
    body: textObject(confirm.text, scope),
    yes: plainWords(confirm.confirm) || 'Yes',
    no: plainWords(confirm.deny) || 'Cancel',
    danger: confirm.style === 'danger',
  })
}
