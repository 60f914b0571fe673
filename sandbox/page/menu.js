import { find, findAll, h } from './dom.js'
import { openPopover } from './popover.js'
/** @import { Props } from './dom.js' */
/** @import { PopoverOptions } from './popover.js' */

/** @typedef {{ label: string, run?: () => unknown, hint?: string, icon?: Node, danger?: boolean, href?: string }} MenuAction */
/** @typedef {MenuAction | { heading: string } | 'divider'} MenuItem */

/**
 * A menu of actions beside `anchor`.
 * Arrow keys, Home, End and first letters move; Enter runs.
 * @type {(anchor: HTMLElement, label: string, items: MenuItem[], options?: PopoverOptions) => void}
 */
export function openMenu(anchor, label, items, options) {
  const rows = items.map((item) => {
    if (item === 'divider') return h('hr', { role: 'separator' })
    if ('heading' in item) return h('p', { class: 'menu-heading', role: 'presentation' }, item.heading)
    const run = () => {
      popover.close()
      void item.run?.()
    }
    /** @type {Props} */
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
  /** @type {HTMLElement} */
  const menu = h(
    'div',
    { class: 'menu', role: 'menu', 'aria-label': label, onkeydown: (event) => move(event, menu) },
    rows,
  )
  const popover = openPopover(anchor, menu, options)
  find(menu, '[role=menuitem]')?.focus()
}

/** @type {(event: KeyboardEvent, menu: HTMLElement) => void} */
function move(event, menu) {
  const items = findAll(menu, '[role=menuitem]')
  const at = items.findIndex((each) => each === document.activeElement)
  const next = nextIndex(event.key, at, items)
  if (next === undefined) return
  event.preventDefault()
  items[next]?.focus()
}

/** @type {(key: string, at: number, items: HTMLElement[]) => number | undefined} */
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
        items[index]?.textContent.trim().toLowerCase().startsWith(key.toLowerCase()),
      )
    }
  }
}
