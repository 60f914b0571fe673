import { h } from './dom.js'
import {
  broadcastMention,
  channelMention,
  dateNode,
  emojiNode,
  groupMention,
  safeLink,
  userMention,
} from './mrkdwn.js'
/** @import { RichTextBlockElement, RichTextElement } from '@slack/types' */
/** @import { Child } from './dom.js' */
/** @import { Scope } from './scope.js' */

/**
 * DOM nodes for the elements of a `rich_text` block.
 * @type {(elements: (RichTextBlockElement & { offset?: number })[], scope: Scope) => Child[]}
 */
export function richText(elements, scope) {
  return elements.map((element) => {
    switch (element.type) {
      case 'rich_text_section':
        return h(
          'p',
          {},
          element.elements.map((inline) => inlineNode(inline, scope)),
        )
      case 'rich_text_list': {
        const items = element.elements.map((item) =>
          h(
            'li',
            {},
            item.elements.map((inline) => inlineNode(inline, scope)),
          ),
        )
        return h(
          element.style === 'ordered' ? 'ol' : 'ul',
          { class: `indent-${element.indent ?? 0}`, start: element.offset ? element.offset + 1 : undefined },
          items,
        )
      }
      case 'rich_text_preformatted':
        return h(
          'pre',
          {},
          element.elements.map((inline) => inline.text ?? ('url' in inline ? inline.url : '')),
        )
      case 'rich_text_quote':
        return h(
          'blockquote',
          {},
          element.elements.map((inline) => inlineNode(inline, scope)),
        )
      default:
        return undefined
    }
  })
}

/** @type {(inline: RichTextElement, scope: Scope) => Node | string} */
function inlineNode(inline, scope) {
  return styled(bare(inline, scope), inline.style ?? {})
}

/** @type {(inline: RichTextElement, scope: Scope) => Node | string} */
function bare(inline, scope) {
  switch (inline.type) {
    case 'text':
      return inline.text
    case 'link':
      return safeLink(inline.url, {}, inline.text || inline.url)
    case 'user':
      return userMention(inline.user_id, scope)
    case 'channel':
      return channelMention(inline.channel_id, scope)
    case 'usergroup':
      return groupMention(inline.usergroup_id, scope)
    case 'broadcast':
      return broadcastMention(inline.range)
    case 'emoji':
      return emojiNode(inline.name)
    case 'date':
      return dateNode(inline.timestamp, inline.format, inline.fallback ?? '', inline.url, scope)
    case 'color':
      return inline.value
    default:
      return ''
  }
}

/** @type {(node: Node | string, style: NonNullable<RichTextElement['style']>) => Node | string} */
function styled(node, style) {
  let wrapped = node
  if (style.code) wrapped = h('code', {}, wrapped)
  if (style.bold) wrapped = h('strong', {}, wrapped)
  if (style.italic) wrapped = h('em', {}, wrapped)
  if (style.strike) wrapped = h('s', {}, wrapped)
  if (style.underline) wrapped = h('u', {}, wrapped)
  return wrapped
}
