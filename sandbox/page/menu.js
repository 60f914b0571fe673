import { h } from './dom.js'
import { openPopover } from './popover.js'

/**
 * A menu of actions beside `anchor`. An item is `{ label, run, hint?, icon?, danger?, href? }` or `'divider'` or `{ heading }`.
 * Arrow keys, Home, End and first letters move; Enter runs.
 */
export function openMenu(anchor, label, items, options) {
  const rows = items.map((item) => {
    if (item === 'divider') return h('hr', { role: 'separator' })
    if (item.heading) return h('p', { class: 'menu-heading', role: 'presentation' }, item.heading)
    const run = () => {
      popover.close()
      item.run?.()
    }
    const props = {
      role: 'menuitem',
      tabindex: '-1',
      class: `menu-item${item.danger ? ' danger' : ''}`,
      onclick: run,
    }
    const inside = [
      item.icon ? h('span', { class: 'menu-icon', 'aria-hidden': 'true' }, item.icon) : undefined,
      h('span', { class: 'menu-words' }, item.label, item.hint ? h('small', {}, item.hint) : undefined),
    ]
    return item.href
      ? h('a', { ...props, href: item.href, target: '_blank', rel: 'noopener noreferrer' }, inside)
      : h('button', { ...props, type: 'button' }, inside)
  })
  const menu = h(
    'div',
    { class: 'menu', role: 'menu', 'aria-label': label, onkeydown: (event) => move(event, menu) },
    rows,
  )
  const popover = openPopover(anchor, menu, options)
  menu.querySelector('[role=menuitem]')?.focus()
  return popover
}

function move(event, menu) {
  const items = [...menu.querySelectorAll('[role=menuitem]')]
  const at = items.indexOf(document.activeElement)
  const next = nextIndex(event.key, at, items)
  if (next === undefined) return
  event.preventDefault()
  items[next]?.focus()
}

function nextIndex(key, at, items) {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % items.length
    case 'ArrowUp':
      return (at - 1 + items.length) % items.length
    case 'Home':
      return 0
    case 'End':
      return items.length - 1
    case 'Tab':
      return at
    default: {
      if (key.length !== 1 || key === ' ') return undefined
      const rotated = [...items.keys()].map((step) => (at + 1 + step) % items.length)
      return rotated.find((index) =>
        items[index].textContent.trim().toLowerCase().startsWith(key.toLowerCase()),
      )
    }
  }
}
