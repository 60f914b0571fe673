import { find, h } from './dom.js'
/** @import { Screen } from '../surface.ts' */

const SHOWN_FOR = 7000
let lastSeen = 0
/** @type {string | undefined} */
let lastReader

/**
 * Shows a passing line. Errors interrupt a screen reader, the rest waits its turn.
 * @type {(words: string, isError?: boolean) => void}
 */
export function toast(words, isError = false) {
  const close = () => box.remove()
  /** @type {HTMLElement} */
  const box = h(
    'div',
    { class: `toast${isError ? ' toast-error' : ''}`, role: isError ? 'alert' : 'status' },
    h('span', {}, words),
    h('button', { type: 'button', class: 'button-plain', 'aria-label': 'Dismiss', onclick: close }, '×'),
  )
  const place = document.querySelector('dialog[open].modal') ?? document.body
  const stack = find(place, ':scope > .toasts') ?? h('div', { class: 'toasts' })
  if (!stack.isConnected) place.append(stack)
  stack.append(box)
  setTimeout(close, SHOWN_FOR)
}

/**
 * Shows the toasts that this window has not shown yet. When the person changes, older ones go.
 * @type {(screen: Screen) => void}
 */
export function drawToasts(screen) {
  const newest = Math.max(0, ...screen.toasts.map((each) => each.id))
  if (lastReader === screen.me.id) {
    for (const each of screen.toasts) if (each.id > lastSeen) toast(each.text, each.isError)
  } else {
    for (const stack of document.querySelectorAll('.toasts')) stack.replaceChildren()
  }
  lastReader = screen.me.id
  lastSeen = newest
}
