import { fill, h } from './dom.js'
import { changeFaults, fetchFaults } from './server.js'
import { toast } from './toasts.js'

const METHODS = ['*', 'chat.*', 'chat.postMessage', 'chat.update', 'chat.postEphemeral', 'conversations.*', 'conversations.create', 'conversations.invite', 'conversations.setTopic', 'conversations.history', 'bookmarks.add', 'pins.add', 'views.open', 'views.update', 'users.*']

const KINDS = {
  rate_limited: { label: 'answers 429', amount: { label: 'Retry after, seconds', value: 5, min: 0 }, fault: (seconds) => ({ kind: 'rate_limited', retryAfter: seconds }) },
  server_error: { label: 'answers 5xx', amount: { label: 'HTTP status', value: 503, min: 500 }, fault: (status) => ({ kind: 'server_error', status }) },
  refused: { label: 'is refused', amount: { label: 'Error code', value: 'restricted_action' }, fault: (error) => ({ kind: 'refused', error }) },
  slow_before: { label: 'is slow', amount: { label: 'Milliseconds', value: 2000, min: 0 }, fault: (ms) => ({ kind: 'latency', ms, when: 'before' }) },
  slow_after: { label: 'is done, then answers late', amount: { label: 'Milliseconds', value: 4000, min: 0 }, fault: (ms) => ({ kind: 'latency', ms, when: 'after' }) },
  response_lost: { label: 'is done, the answer is lost', fault: () => ({ kind: 'response_lost' }) },
  request_lost: { label: 'never arrives', fault: () => ({ kind: 'request_lost' }) },
  executed_late: { label: 'is cut off and done later', amount: { label: 'Milliseconds', value: 2500, min: 0 }, fault: (ms) => ({ kind: 'executed_late', ms }) },
}

/** Everything that can go wrong with Slack, as switches. `counted` is told how many are on. */
export function createFaultSwitches(counted) {
  const toggles = [
    toggle('Real rate limits', 'Slack’s own tiers, and one post a second per channel', (settings) => settings.realLimits, (on) => ({ realLimits: on })),
    toggle('Outage', 'Every connection is refused', (settings) => settings.outage, (on) => ({ outage: on })),
    toggle('Token revoked', 'Every call answers token_revoked', (settings) => settings.tokenRevoked, (on) => ({ tokenRevoked: on })),
    toggle('Events twice', 'Each event is delivered two times', (settings) => settings.events.copies > 1, (on) => ({ events: { copies: on ? 2 : 1 } })),
    toggle('Events out of order', 'Held by three, delivered in reverse', (settings) => settings.events.reverse > 1, (on) => ({ events: { reverse: on ? 3 : 0 } })),
    toggle('Events late', 'Five minutes on the sandbox’s clock', (settings) => settings.events.delayMinutes > 0, (on) => ({ events: { delayMinutes: on ? 5 : 0 } })),
  ]
  const rules = h('ul', { class: 'fault-rules', 'aria-label': 'Faults by method' })
  const clear = h('button', { type: 'button', class: 'link', onclick: () => send({ clear: true }) }, 'Everything back to normal')
  const cut = h('button', { type: 'button', class: 'button button-small', onclick: () => send({ disconnect: 'abrupt' }) }, 'Cut the sockets')
  const refreshSockets = h('button', { type: 'button', class: 'button button-small', onclick: () => send({ disconnect: 'refresh_requested' }) }, 'Ask them to reconnect')
  const element = h(
    'section',
    { class: 'faults', 'aria-labelledby': 'faults-title' },
    h('div', { class: 'drawer-heading' }, h('h3', { id: 'faults-title' }, 'What goes wrong'), clear),
    h('div', { class: 'fault-toggles' }, toggles.map((each) => each.element)),
    ruleForm(send),
    rules,
    h('div', { class: 'fault-sockets' }, cut, refreshSockets),
  )
  return { element, refresh: async () => show(await fetchFaults().catch(() => undefined)) }

  function show(settings) {
    if (!settings?.rules) return
    for (const each of toggles) each.input.checked = each.isOn(settings)
    const on = toggles.filter((each) => each.isOn(settings)).length + settings.rules.length
    clear.hidden = on === 0
    fill(rules, settings.rules.map((rule) => ruleRow(rule)))
    counted(on)
  }

  function ruleRow(rule) {
    return h('li', {}, h('span', {}, h('code', {}, rule.method), ` ${ruleWords(rule)}`), h('button', { type: 'button', class: 'link', 'aria-label': `Remove fault of ${rule.method}`, onclick: () => send({ remove: rule.id }) }, 'Remove'))
  }

  function toggle(name, hint, isOn, change) {
    const input = h('input', { type: 'checkbox', role: 'switch', onchange: () => send({ set: change(input.checked) }) })
    const element = h('label', { class: 'fault-toggle' }, input, h('span', {}, name, h('small', {}, hint)))
    return { element, input, isOn }
  }

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

function ruleForm(send) {
  const method = h('input', { class: 'field', list: 'fault-methods', value: 'chat.postMessage', 'aria-label': 'Method', spellcheck: 'false' })
  const kind = h('select', { class: 'field', 'aria-label': 'What happens', onchange: showAmount }, Object.entries(KINDS).map(([value, { label }]) => h('option', { value }, label)))
  const amount = h('input', { class: 'field', 'aria-label': 'Amount' })
  const times = h('input', { class: 'field', type: 'number', min: 1, placeholder: 'always', 'aria-label': 'How many times' })
  const form = h(
    'form',
    { class: 'fault-form', 'aria-label': 'Add a fault', onsubmit: add },
    method,
    h('datalist', { id: 'fault-methods' }, METHODS.map((value) => h('option', { value }))),
    kind,
    h('label', { class: 'fault-amount' }, h('span', {}), amount),
    h('label', { class: 'fault-amount' }, h('span', {}, 'How many times'), times),
    h('button', { type: 'submit', class: 'button button-small' }, 'Add'),
  )
  showAmount()
  return form

  function showAmount() {
    const wanted = KINDS[kind.value].amount
    amount.parentElement.hidden = !wanted
    if (!wanted) return
    amount.type = typeof wanted.value === 'number' ? 'number' : 'text'
    amount.min = wanted.min ?? ''
    amount.value = wanted.value
    amount.parentElement.firstElementChild.textContent = wanted.label
    amount.setAttribute('aria-label', wanted.label)
  }

  function add(event) {
    event.preventDefault()
    const value = amount.type === 'number' ? Number(amount.value) : amount.value.trim()
    const rule = { ...KINDS[kind.value].fault(value), method: method.value.trim() || '*' }
    send({ add: times.value ? { ...rule, times: Number(times.value) } : rule })
  }
}

function ruleWords(rule) {
  const kind = rule.kind === 'latency' ? `slow_${rule.when}` : rule.kind
  const detail = rule.retryAfter ?? rule.status ?? rule.error ?? rule.ms
  return [KINDS[kind]?.label ?? rule.kind, detail === undefined ? '' : `(${detail})`, rule.times === undefined ? '' : `${rule.times} more`].filter(Boolean).join(' ')
}
