import { h } from './dom.js'
import { emojiCharacter } from './emoji.js'
import { parseMrkdwn, parsePlain } from './mrkdwn-parse.js'
import { formatSlackDate } from './slack-date.js'
/** @import { TextObject } from '@slack/types' */
/** @import { Child, Props } from './dom.js' */
/** @import { Styled } from './markdown-parse.js' */
/** @import { MrkdwnNode } from './mrkdwn-parse.js' */
/** @import { Scope } from './scope.js' */

/**
 * DOM nodes for a mrkdwn string. `scope` knows names, the reader and the time: see scope.js.
 * @type {(source: string, scope: Scope) => (Node | string)[]}
 */
export function mrkdwn(source, scope) {
  return parseMrkdwn(source).map((node) => render(node, scope))
}

/**
 * DOM nodes for a `plain_text` or `mrkdwn` text object.
 * @type {(text: TextObject | undefined, scope: Scope) => (Node | string)[]}
 */
export function textObject(text, scope) {
  if (!text) return []
  if (text.type === 'mrkdwn') return mrkdwn(text.text, scope)
  return text.emoji === false ? [text.text] : parsePlain(text.text).map((node) => render(node, scope))
}

/**
 * The words of a text object, for labels that cannot hold elements.
 * @type {(text: { text: string } | undefined) => string}
 */
export function plainWords(text) {
  return (text?.text ?? '').replace(/:([a-z0-9_+-]+):/g, (whole, name) => emojiCharacter(name) ?? whole)
}

/**
 * A link that opens beside the page; an address that is not a web or mail address stays text.
 * @type {(url: string, props: Props, ...children: Child[]) => HTMLElement}
 */
export function safeLink(url, props, ...children) {
  if (!/^(https?:|mailto:|tel:|\/)/i.test(url)) return h('span', props, ...children)
  return h('a', { ...props, href: url, target: '_blank', rel: 'noopener noreferrer' }, ...children)
}

/** @type {(name: string) => Node | string} */
export function emojiNode(name) {
  const character = emojiCharacter(name)
  if (!character) return `:${name}:`
  return h(
    'span',
    { class: 'emoji', role: 'img', 'aria-label': name.replaceAll('_', ' '), title: `:${name}:` },
    character,
  )
}

/** @type {(id: string, scope: Scope, label?: string) => HTMLElement} */
export function userMention(id, scope, label) {
  const name = scope.personName(id) ?? label ?? 'unknown person'
  const mine = id === scope.me.id ? ' mention-me' : ''
  return h(
    'button',
    { type: 'button', class: `mention${mine}`, onclick: () => scope.openPerson(id) },
    `@${name}`,
  )
}

/** @type {(id: string, scope: Scope, label?: string) => HTMLElement} */
export function channelMention(id, scope, label) {
  const name = scope.channelName(id)
  if (!name) return h('span', { class: 'mention' }, label ? `#${label}` : '🔒 private channel')
  return h('button', { type: 'button', class: 'mention', onclick: () => scope.openChannel(id) }, `#${name}`)
}

/** @type {(id: string, scope: Scope, label?: string) => HTMLElement} */
export function groupMention(id, scope, label) {
  return h('span', { class: 'mention' }, `@${scope.groupHandle(id) ?? label?.replace(/^@/, '') ?? 'group'}`)
}

/** @type {(name: string) => HTMLElement} */
export function broadcastMention(name) {
  return h('span', { class: 'mention mention-me' }, `@${name.replace(/^@/, '')}`)
}

/** @type {(seconds: number, pattern: string, fallback: string, url: string | undefined, scope: Scope) => Node | string} */
export function dateNode(seconds, pattern, fallback, url, scope) {
  if (!Number.isFinite(seconds)) return fallback
  const at = new Date(seconds * 1000)
  const title = formatSlackDate('{date_long} {time}', at, scope.me.tz, scope.now)
  const time = h(
    'time',
    { datetime: at.toISOString(), title },
    formatSlackDate(pattern, at, scope.me.tz, scope.now),
  )
  return url ? safeLink(url, {}, time) : time
}

/** @type {(node: MrkdwnNode, scope: Scope) => Node | string} */
function render(node, scope) {
  const inside = () => ('children' in node ? node.children.map((child) => render(child, scope)) : [])
  switch (node.type) {
    case 'text':
      return node.text
    case 'pre':
      return h('pre', {}, node.text)
    case 'quote':
      return h('blockquote', {}, inside())
    case 'user':
      return userMention(node.id, scope, node.label)
    case 'channel':
      return channelMention(node.id, scope, node.label)
    case 'group':
      return groupMention(node.id, scope, node.label)
    case 'broadcast':
      return broadcastMention(node.name)
    case 'date':
      return dateNode(node.seconds, node.pattern, node.fallback, node.url, scope)
    case 'emoji':
      return emojiNode(node.name)
    default:
      return styled(node, inside)
  }
}

/**
 * The styles that Slack's mrkdwn and standard Markdown have in common.
 * @type {(node: Styled, inside: () => Child[]) => HTMLElement}
 */
export function styled(node, inside) {
  switch (node.type) {
    case 'bold':
      return h('strong', {}, inside())
    case 'italic':
      return h('em', {}, inside())
    case 'strike':
      return h('s', {}, inside())
    case 'code':
      return h('code', {}, node.text)
    case 'link':
      return safeLink(node.url, {}, inside())
  }
}
