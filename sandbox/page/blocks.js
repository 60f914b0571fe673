import { h } from './dom.js'
import { elementNode } from './elements.js'
import { imageUrl } from './image-url.js'
import { inputBlock } from './input-block.js'
import { markdown } from './markdown.js'
import { plainWords, safeLink, textObject } from './mrkdwn.js'
import { reconcile } from './reconcile.js'
import { richText } from './rich-text.js'
import { tableBlock } from './table.js'
/** @import { Block } from '../surface.ts' */
/** @import { BlockSurface, NamedBlock, NamedSection } from './block-surface.ts' */
/** @import { Scope } from './scope.js' */
/** @import { ContextBlockElement, ImageBlock } from '@slack/types' */

/**
 * Shows Block Kit blocks in `parent`, rebuilding only the blocks that changed, so that an update does not take the focus
 * or a half-typed word from the person.
 * @type {(parent: HTMLElement, blocks: Block[], surface: BlockSurface) => void}
 */
export function showBlocks(parent, blocks, surface) {
  const named = /** @type {NamedBlock[]} */ (blocks)
  reconcile(parent, named, {
    key: (block) => `${block.type} ${block.block_id}`,
    print: (block) =>
      JSON.stringify([
        block,
        surface.errors?.[block.block_id],
        surface.scope.me.id,
        surface.scope.now.toISOString().slice(0, 13),
      ]),
    build: (block) => blockNode(block, surface),
  })
}

/** @type {(block: NamedBlock, surface: BlockSurface) => HTMLElement} */
function blockNode(block, surface) {
  const { scope } = surface
  switch (block.type) {
    case 'section':
      return section(block, surface)
    case 'header':
      return h('h3', { class: 'block block-header' }, textObject(block.text, scope))
    case 'context':
      return h(
        'div',
        { class: 'block block-context' },
        block.elements.map((element) => contextElement(element, scope)),
      )
    case 'divider':
      return h('hr', { class: 'block block-divider' })
    case 'actions':
      return h(
        'div',
        { class: 'block block-actions' },
        block.elements.map((element) => elementNode(element, block, surface)),
      )
    case 'image':
      return imageBlock(block, scope)
    case 'input':
      return inputBlock(block, surface)
    case 'rich_text':
      return h('div', { class: 'block block-rich-text' }, richText(block.elements, scope))
    case 'markdown':
      return h('div', { class: 'block block-markdown' }, markdown(block.text, scope))
    case 'table':
      return tableBlock(block, scope)
    case 'alert':
      return h(
        'div',
        { class: `block block-alert alert-${block.level ?? 'default'}`, role: 'note' },
        textObject(block.text, scope),
      )
    default:
      return h(
        'p',
        { class: 'block block-unknown' },
        `A “${block.type}” block stands here; this page cannot show it.`,
      )
  }
}

/** @type {(block: NamedSection, surface: BlockSurface) => HTMLElement} */
function section(block, surface) {
  const words = h('div', { class: 'section-words' })
  if (block.text) words.append(h('div', { class: 'section-text' }, textObject(block.text, surface.scope)))
  if (block.fields) {
    words.append(
      h(
        'div',
        { class: 'section-fields' },
        block.fields.map((field) => h('div', {}, textObject(field, surface.scope))),
      ),
    )
  }
  const accessory =
    block.accessory && h('div', { class: 'section-accessory' }, elementNode(block.accessory, block, surface))
  return h('div', { class: 'block block-section' }, words, accessory)
}

/** @type {(element: ContextBlockElement, scope: Scope) => HTMLElement} */
function contextElement(element, scope) {
  if (element.type === 'image')
    return h('img', { src: imageUrl(element), alt: element.alt_text, width: '20', height: '20' })
  return h('span', {}, textObject(element, scope))
}

/** @type {(block: ImageBlock, scope: Scope) => HTMLElement} */
function imageBlock(block, scope) {
  const url = imageUrl(block) ?? ''
  const title = block.title ? h('figcaption', {}, textObject(block.title, scope)) : undefined
  const picture = h('img', { src: url, alt: block.alt_text, title: plainWords(block.title) })
  return h('figure', { class: 'block block-image' }, title, safeLink(url, {}, picture))
}
