import { h } from './dom.js'
/** @import { Fault, FaultRule } from '../surface.ts' */
/** @import { FaultChange } from '../serve/serve-page.ts' */

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
  'dnd.teamInfo',
  'bookmarks.add',
  'pins.add',
  'views.open',
  'views.update',
  'users.*',
]

/** @typedef {{ label: string, value: string | number, min?: number }} Amount */
/** @typedef {{ label: string, amount?: Amount, fault: (amount: { text: string, number: number }) => Fault }} Kind */

/** @type {Record<string, Kind>} */
const KINDS = {
  rate_limited: {
    label: 'answers 429',
    amount: { label: 'Retry after, seconds', value: 5, min: 0 },
    fault: ({ number }) => ({ kind: 'rate_limited', retryAfter: number }),
  },
  server_error: {
    label: 'answers 5xx or 404',
    amount: { label: 'HTTP status', value: 503, min: 400 },
    fault: ({ number }) => ({ kind: 'server_error', status: number }),
  },
  html: {
    label: 'answers with a page of HTML',
    amount: { label: 'HTTP status', value: 200, min: 200 },
    fault: ({ number }) => ({ kind: 'html', status: number }),
  },
  refused: {
    label: 'is refused',
    amount: { label: 'Error code', value: 'restricted_action' },
    fault: ({ text }) => ({ kind: 'refused', error: text }),
  },
  slow_before: {
    label: 'is slow',
    amount: { label: 'Milliseconds', value: 2000, min: 0 },
    fault: ({ number }) => ({ kind: 'latency', ms: number, when: 'before' }),
  },
  slow_after: {
    label: 'is done, then answers late',
    amount: { label: 'Milliseconds', value: 4000, min: 0 },
    fault: ({ number }) => ({ kind: 'latency', ms: number, when: 'after' }),
  },
  response_lost: { label: 'is done, the answer is lost', fault: () => ({ kind: 'response_lost' }) },
  request_lost: { label: 'never arrives', fault: () => ({ kind: 'request_lost' }) },
  executed_late: {
    label: 'is cut off and done later',
    amount: { label: 'Milliseconds', value: 2500, min: 0 },
    fault: ({ number }) => ({ kind: 'executed_late', ms: number }),
  },
}

/**
 * The form that adds a fault to one method. `send` is given the change.
 * @param {(change: FaultChange) => unknown} send
 */
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
  const amountLabel = h('span', {})
  const amountRow = h('label', { class: 'fault-amount' }, amountLabel, amount)
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
    amountRow,
    h('label', { class: 'fault-amount' }, h('span', {}, 'How many times'), times),
    h('button', { type: 'submit', class: 'button button-small' }, 'Add'),
  )
  showAmount()
  return form

  function showAmount() {
    const wanted = KINDS[kind.value]?.amount
    amountRow.hidden = !wanted
    if (!wanted) return
    amount.type = typeof wanted.value === 'number' ? 'number' : 'text'
    amount.min = String(wanted.min ?? '')
    amount.value = String(wanted.value)
    amountLabel.textContent = wanted.label
    amount.setAttribute('aria-label', wanted.label)
  }

  /** @type {(event: Event) => void} */
  function add(event) {
    event.preventDefault()
    const fault = KINDS[kind.value]?.fault({ text: amount.value.trim(), number: Number(amount.value) })
    if (!fault) return
    const rule = { ...fault, method: method.value.trim() || '*' }
    send({ add: times.value ? { ...rule, times: Number(times.value) } : rule })
  }
}

/**
 * Says in words what a rule does.
 * @type {(rule: FaultRule) => string}
 */
export function ruleWords(rule) {
  const kind = rule.kind === 'latency' ? `slow_${rule.when}` : rule.kind
  const detail = amountOf(rule)
  return [
    KINDS[kind]?.label ?? rule.kind,
    detail === undefined ? '' : `(${detail})`,
    rule.times === undefined ? '' : `${rule.times} more`,
  ]
    .filter(Boolean)
    .join(' ')
}

/** @type {(rule: FaultRule) => string | number | undefined} */
function amountOf(rule) {
  switch (rule.kind) {
    case 'rate_limited':
      return rule.retryAfter
    case 'server_error':
    case 'html':
      return rule.status
    case 'refused':
      return rule.error
    case 'latency':
    case 'executed_late':
      return rule.ms
    default:
      return undefined
  }
}
