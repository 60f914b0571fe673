import { createAlertPanel } from './alert-panel.js'
import { around, fill, focused, h } from './dom.js'
import { createFaultSwitches } from './fault-switches.js'
import { icon } from './icons.js'
import { createProviderFaults } from './provider-faults.js'
import { createJournalList } from './journal-list.js'
/** @import { Scope } from './scope.js' */

/** @typedef {(state: { isOpen: boolean, faultCount: number }) => void} DrawerListener */

/**
 * The panel for testing the bot: alerts and faults on demand, and the journal of calls and deliveries. Esc closes it.
 * @param {HTMLElement} element
 */
export function createSandboxDrawer(element) {
  /** @type {DrawerListener[]} */
  const listeners = []
  const counts = { slack: 0, providers: 0 }
  const faults = createFaultSwitches((count) => counted({ slack: count }))
  const providers = createProviderFaults((count) => counted({ providers: count }))
  const alerts = createAlertPanel()
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
  /** @type {HTMLElement | undefined} */
  let before
  /** @type {Scope | undefined} */
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
    h('div', { class: 'drawer-body' }, alerts.element, faults.element, providers.element, journal.element),
  )
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !around(event, '[popover]')) toggle()
  })
  return { toggle, changed, onChange }

  /** @type {(listener: DrawerListener) => void} */
  function onChange(listener) {
    listeners.push(listener)
  }

  function toggle() {
    element.hidden = !element.hidden
    tell(faultCount)
    if (element.hidden) {
      before?.focus()
      return
    }
    before = focused()
    changed()
    cross.focus()
  }

  /**
   * Fetches faults and journal again after a change in the sandbox. `nextScope` has the names for ids.
   * @type {(nextScope?: Scope) => void}
   */
  function changed(nextScope = scope) {
    scope = nextScope
    void faults.refresh()
    void providers.refresh()
    void alerts.refresh()
    if (!element.hidden) void journal.refresh(scope)
  }

  /** @type {(change: Partial<typeof counts>) => void} */
  function counted(change) {
    Object.assign(counts, change)
    tell(counts.slack + counts.providers)
  }

  /** @type {(count: number) => void} */
  function tell(count) {
    faultCount = count
    for (const listener of listeners) listener({ isOpen: !element.hidden, faultCount })
  }
}
