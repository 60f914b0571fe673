import { fill, h } from './dom.js'
import { createFaultSwitches } from './fault-switches.js'
import { icon } from './icons.js'
import { createJournalList } from './journal-list.js'

/** The panel for who tests the bot: what goes wrong on demand, and what was called and delivered. Esc closes it. */
export function createSandboxDrawer(element) {
  const listeners = []
  const faults = createFaultSwitches((count) => tell(count))
  const journal = createJournalList()
  const cross = h(
    'button',
    {
      type: 'button',
      class: 'tool',
      'aria-label': 'Close sandbox panel',
      title: 'Close',
      onclick: () => toggle(),
    },
    icon('close'),
  )
  let faultCount = 0
  let before
  let scope
  fill(
    element,
    h(
      'div',
      { class: 'pane-head' },
      h('h2', {}, 'Sandbox'),
      h('span', { class: 'quiet' }, 'Slack’s side of the wire'),
      cross,
    ),
    h('div', { class: 'drawer-body' }, faults.element, journal.element),
  )
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !event.target.closest('[popover]')) toggle()
  })
  return { toggle, changed, onChange: (listener) => listeners.push(listener) }

  function toggle() {
    element.hidden = !element.hidden
    tell(faultCount)
    if (element.hidden) {
      before?.focus()
      return
    }
    before = document.activeElement
    changed()
    cross.focus()
  }

  /** Something happened in the sandbox; `scope` knows the names to call it by. */
  function changed(nextScope = scope) {
    scope = nextScope
    faults.refresh()
    if (!element.hidden) journal.refresh(scope)
  }

  function tell(count) {
    faultCount = count
    for (const listener of listeners) listener({ isOpen: !element.hidden, faultCount })
  }
}
