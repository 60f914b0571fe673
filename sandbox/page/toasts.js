import { h } from './dom.js'

const SHOWN_FOR = 7000
let lastSeen
let lastReader

/** Shows a passing line. Errors interrupt a screen reader, the rest waits its turn. */
export function toast(words, isError = false) {
  const close = () => box.remove()
  const box = h(
    'div',
    { class: `toast${isError ? ' toast-error' : ''}`, role: isError ? 'alert' : 'status' },
    h('span', {}, words),
    h('button', { type: 'button', class: 'button-plain', 'aria-label': 'Dismiss', onclick: close }, '×'),
  )
  const place = document.querySelector('dialog[open].modal') ?? document.body
  let stack = place.querySelector(':scope > .toasts')
  if (!stack) place.append((stack = h('div', { class: 'toasts' })))
  stack.append(box)
  setTimeout(close, SHOWN_FOR)
}

/** Shows those of a screen's toasts that this window has not shown; a person's older ones are over. */
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
