import { find, h } from './dom.js'
import { mrkdwn } from './mrkdwn.js'
import { openPopover } from './popover.js'
import { nameOf } from './scope.js'
import { clockTime } from './slack-date.js'
/** @import { MessageSeen, OpenChannel } from '../surface.ts' */
/** @import { Scope } from './scope.js' */

/**
 * The pinned messages of a channel; choosing one goes to it.
 * @type {(anchor: HTMLElement, channel: OpenChannel, scope: Scope) => void}
 */
export function openPins(anchor, channel, scope) {
  /** @type {(message: MessageSeen) => HTMLElement} */
  const pin = (message) => {
    const name = nameOf(scope.person(message.author.id)) ?? message.author.name
    const words = message.text || 'A message without text'
    const show = () => {
      popover.close()
      const row = find(document, `.main [data-ts="${CSS.escape(message.ts)}"]`)
      row?.scrollIntoView({ block: 'center' })
      row?.focus()
    }
    return h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'pin-card', onclick: show },
        h('strong', {}, name),
        h('small', {}, clockTime(new Date(Number(message.ts) * 1000), scope.me.tz)),
        h('span', {}, mrkdwn(words, scope).map(asWords)),
      ),
    )
  }
  const panel = h(
    'div',
    { class: 'panel', role: 'dialog', 'aria-label': 'Pinned messages' },
    h('h2', {}, 'Pinned'),
    h('ul', {}, channel.pins.map(pin)),
  )
  const popover = openPopover(anchor, panel, { align: 'end' })
  panel.querySelector('button')?.focus()
}

/**
 * A button cannot hold buttons: mentions are plain text here.
 * @type {(node: Node | string) => string | null}
 */
function asWords(node) {
  return typeof node === 'string' ? node : node.textContent
}
