import { fill, h } from './dom.js'
import { faultForm, ruleWords } from './fault-form.js'
import { changeFaults, fetchFaults } from './server.js'
import { toast } from './toasts.js'
/** @import { FaultRule, FaultSettings } from '../surface.ts' */
/** @import { FaultChange } from '../serve/serve-page.ts' */

/**
 * The faults of Slack, as switches. `counted` is told how many are on.
 * @param {(count: number) => void} counted
 */
export function createFaultSwitches(counted) {
  const toggles = [
    toggle(
      'Real rate limits',
      'Slack’s own tiers, and one post a second per channel',
      (settings) => settings.realLimits,
      (on) => ({ realLimits: on }),
    ),
    toggle(
      'Outage',
      'Every connection is refused',
      (settings) => settings.outage,
      (on) => ({ outage: on }),
    ),
    toggle(
      'Token revoked',
      'Every call answers token_revoked',
      (settings) => settings.tokenRevoked,
      (on) => ({ tokenRevoked: on }),
    ),
    toggle(
      'Events twice',
      'Each event is delivered two times',
      (settings) => settings.events.copies > 1,
      (on) => ({ events: { copies: on ? 2 : 1 } }),
    ),
    toggle(
      'Events out of order',
      'Held by three, delivered in reverse',
      (settings) => settings.events.reverse > 1,
      (on) => ({ events: { reverse: on ? 3 : 0 } }),
    ),
    toggle(
      'Events late',
      'Five minutes on the sandbox’s clock',
      (settings) => settings.events.delayMinutes > 0,
      (on) => ({ events: { delayMinutes: on ? 5 : 0 } }),
    ),
  ]
  const rules = h('ul', { class: 'fault-rules', 'aria-label': 'Faults by method' })
  const clear = h(
    'button',
    { type: 'button', class: 'link', onclick: () => send({ clear: true }) },
    'Everything back to normal',
  )
  const cut = h(
    'button',
    { type: 'button', class: 'button button-small', onclick: () => send({ disconnect: 'abrupt' }) },
    'Cut the sockets',
  )
  const refreshSockets = h(
    'button',
    {
      type: 'button',
      class: 'button button-small',
      onclick: () => send({ disconnect: 'refresh_requested' }),
    },
    'Ask them to reconnect',
  )
  const element = h(
    'section',
    { class: 'faults', 'aria-labelledby': 'faults-title' },
    h('div', { class: 'drawer-heading' }, h('h3', { id: 'faults-title' }, 'What goes wrong'), clear),
    h(
      'div',
      { class: 'fault-toggles' },
      toggles.map((each) => each.element),
    ),
    faultForm(send),
    rules,
    h('div', { class: 'fault-sockets' }, cut, refreshSockets),
  )
  return { element, refresh: async () => show(await fetchFaults().catch(() => undefined)) }

  /** @type {(settings: FaultSettings | undefined) => void} */
  function show(settings) {
    if (!settings?.rules) return
    for (const each of toggles) each.input.checked = each.isOn(settings)
    const on = toggles.filter((each) => each.isOn(settings)).length + settings.rules.length
    clear.hidden = on === 0
    fill(
      rules,
      settings.rules.map((rule) => ruleRow(rule)),
    )
    counted(on)
  }

  /** @type {(rule: FaultRule) => HTMLElement} */
  function ruleRow(rule) {
    return h(
      'li',
      {},
      h('span', {}, h('code', {}, rule.method), ` ${ruleWords(rule)}`),
      h(
        'button',
        {
          type: 'button',
          class: 'link',
          'aria-label': `Remove fault of ${rule.method}`,
          onclick: () => send({ remove: rule.id }),
        },
        'Remove',
      ),
    )
  }

  /**
   * @param {string} name
   * @param {string} hint
   * @param {(settings: FaultSettings) => boolean} isOn
   * @param {(on: boolean) => NonNullable<FaultChange['set']>} change
   */
  function toggle(name, hint, isOn, change) {
    /** @type {HTMLInputElement} */
    const input = h('input', {
      type: 'checkbox',
      role: 'switch',
      onchange: () => send({ set: change(input.checked) }),
    })
    const element = h('label', { class: 'fault-toggle' }, input, h('span', {}, name, h('small', {}, hint)))
    return { element, input, isOn }
  }

  /** @type {(change: FaultChange) => Promise<void>} */
  async function send(change) {
    try {
      const settings = await changeFaults(change)
      if (settings.ok === false) toast(`The sandbox refused: ${settings.error}`, true)
      else show(settings)
    } catch {
      toast('The sandbox cannot be reached.', true)
    }
  }
}
