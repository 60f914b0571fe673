import { h } from './dom.js'

const METHODS = [
  '*',
  'chat.*',
  'chat.postMessage',
  'chat.update',
  'chat.postEphemeral',
  'conversations.*',
  'conversations.create',
  'conversations.invite',
  'conversations.setTopic',
  'conversations.history',
  'bookmarks.add',
  'pins.add',
  'views.open',
  'views.update',
  'users.*',
]

const KINDS = {
  rate_limited: {
    label: 'answers 429',
    amount: { label: 'Retry after, seconds', value: 5, min: 0 },
    fault: (seconds) => ({ kind: 'rate_limited', retryAfter: seconds }),
  },
  server_error: {
    label: 'answers 5xx',
    amount: { label: 'HTTP status', value: 503, min: 500 },
    fault: (status) => ({ kind: 'server_error', status }),
  },
  refused: {
    label: 'is refused',
    amount: { label: 'Error code', value: 'restricted_action' },
    fault: (error) => ({ kind: 'refused', error }),
  },
  slow_before: {
    label: 'is slow',
    amount: { label: 'Milliseconds', value: 2000, min: 0 },
    fault: (ms) => ({ kind: 'latency', ms, when: 'before' }),
  },
  slow_after: {
    label: 'is done, then answers late',
    amount: { label: 'Milliseconds', value: 4000, min: 0 },
    fault: (ms) => ({ kind: 'latency', ms, when: 'after' }),
  },
  response_lost: { label: 'is done, the answer is lost', fault: () => ({ kind: 'response_lost' }) },
  request_lost: { label: 'never arrives', fault: () => ({ kind: 'request_lost' }) },
  executed_late: {
    label: 'is cut off and done later',
    amount: { label: 'Milliseconds', value: 2500, min: 0 },
    fault: (ms) => ({ kind: 'executed_late', ms }),
  },
}

/** Adds a fault of one method; `send` is given the change. */
export function faultForm(send) {
  const method = h('input', {
    class: 'field',
    list: 'fault-methods',
    value: 'chat.postMessage',
    'aria-label': 'Method',
    spellcheck: 'false',
  })
  const kind = h(
    'select',
    { class: 'field', 'aria-label': 'What happens', onchange: showAmount },
    Object.entries(KINDS).map(([value, { label }]) => h('option', { value }, label)),
  )
  const amount = h('input', { class: 'field', 'aria-label': 'Amount' })
  const times = h('input', {
    class: 'field',
    type: 'number',
    min: 1,
    placeholder: 'always',
    'aria-label': 'How many times',
  })
  const form = h(
    'form',
    { class: 'fault-form', 'aria-label': 'Add a fault', onsubmit: add },
    method,
    h(
      'datalist',
      { id: 'fault-methods' },
      METHODS.map((value) => h('option', { value })),
    ),
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

/** What a rule does, in words. */
export function ruleWords(rule) {
  const kind = rule.kind === 'latency' ? `slow_${rule.when}` : rule.kind
  const detail = rule.retryAfter ?? rule.status ?? rule.error ?? rule.ms
  return [
    KINDS[kind]?.label ?? rule.kind,
    detail === undefined ? '' : `(${detail})`,
    rule.times === undefined ? '' : `${rule.times} more`,
  ]
    .filter(Boolean)
    .join(' ')
}
