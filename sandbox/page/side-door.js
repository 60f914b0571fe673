import { around, find, h } from './dom.js'
import { icon } from './icons.js'

/**
 * The button that opens the sidebar in a narrow window, where it lies over the messages. A channel that is chosen, a click
 * beside the sidebar or Esc closes it.
 * @type {(sidebar: HTMLElement) => HTMLElement}
 */
export function createSideDoor(sidebar) {
  const door = h(
    'button',
    {
      type: 'button',
      class: 'side-door',
      'aria-label': 'Channels',
      'aria-controls': sidebar.id,
      'aria-expanded': 'false',
      onclick: () => show(!sidebar.classList.contains('shown')),
    },
    icon('menu'),
  )
  document.addEventListener('click', (event) => {
    const isChosen = around(event, '.side-entry')
    if (isChosen || !around(event, '.sidebar, .side-door, .popover, dialog')) show(false)
  })
  sidebar.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || around(event, '[popover]') || !sidebar.classList.contains('shown')) return
    show(false)
    door.focus()
  })
  return door

  /** @type {(isShown: boolean) => void} */
  function show(isShown) {
    sidebar.classList.toggle('shown', isShown)
    door.setAttribute('aria-expanded', String(isShown))
    if (isShown) find(sidebar, 'button')?.focus()
  }
}
