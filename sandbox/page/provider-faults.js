import { fill, h } from './dom.js'
import { changeProviderFaults, fetchProviderFaults } from './server.js'
import { toast } from './toasts.js'
/** @import { NewProviderFault, ProviderFault, ProviderFaultRule, Provider, Way } from '../providers/provider-faults.ts' */
/** @import { ProviderFaultChange } from '../serve/serve-provider-faults.ts' */

/** @type {Record<string, { label: string, provider: Provider, way?: Way }>} */
const WAYS = {
  call: { label: 'Phone calls', provider: 'twilio', way: 'call' },
  sms: { label: 'SMS', provider: 'twilio', way: 'sms' },
  email: { label: 'Mails', provider: 'smtp' },
  ntfy: { label: 'Pushes by ntfy', provider: 'ntfy' },
  pushover: { label: 'Pushes by Pushover', provider: 'pushover' },
  pagerduty: { label: 'Alerts for PagerDuty', provider: 'pagerduty' },
  look: { label: 'Questions how calls and SMS went', provider: 'twilio', way: 'look' },
}

/** @type {Record<string, { label: string, fault: ProviderFault }>} */
const KINDS = {
  refused: { label: 'are refused', fault: { kind: 'refused', status: 400, code: 21211 } },
  rate_limited: { label: 'get 429', fault: { kind: 'rate_limited', retryAfter: 5 } },
  server_error: { label: 'get 503', fault: { kind: 'server_error', status: 503 } },
  time_out: { label: 'hang, and are not done', fault: { kind: 'time_out', done: false } },
  time_out_done: { label: 'hang, and are done', fault: { kind: 'time_out', done: true } },
  answer_lost: { label: 'are done, the answer is lost', fault: { kind: 'answer_lost' } },
  request_lost: { label: 'never arrive', fault: { kind: 'request_lost' } },
  undelivered: { label: 'are taken and never delivered', fault: { kind: 'undelivered', code: 30005 } },
  late: { label: 'come a minute late', fault: { kind: 'late', ms: 60_000 } },
}

/**
 * The troubles of the companies that carry calls, texts, mails and pushes. `counted` is told how many are on.
 * @param {(count: number) => void} counted
 */
export function createProviderFaults(counted) {
  const way = select('What', WAYS)
  const kind = select('What happens to it', KINDS)
  const times = h('input', {
    class: 'field',
    type: 'number',
    min: 1,
    placeholder: 'always',
    'aria-label': 'How many times it happens',
  })
  const rules = h('ul', { class: 'fault-rules', 'aria-label': 'Faults of phones and mail' })
  const element = h(
    'section',
    { class: 'faults', 'aria-labelledby': 'provider-faults-title', hidden: true },
    h('div', { class: 'drawer-heading' }, h('h3', { id: 'provider-faults-title' }, 'Phones and mail')),
    h(
      'form',
      { class: 'fault-form', 'aria-label': 'Add a fault of phones and mail', onsubmit: add },
      way,
      kind,
      h('label', { class: 'fault-amount' }, h('span', {}, 'How many times'), times),
      h('button', { type: 'submit', class: 'button button-small' }, 'Add'),
    ),
    rules,
  )
  return { element, refresh: async () => show(await fetchProviderFaults().catch(() => undefined)) }

  /** @type {(event: Event) => void} */
  function add(event) {
    event.preventDefault()
    const [what, trouble] = [WAYS[way.value], KINDS[kind.value]]
    if (!what || !trouble) return
    /** @type {NewProviderFault} */
    const fault = { ...trouble.fault, provider: what.provider, ...(what.way && { way: what.way }) }
    void send({ add: times.value ? { ...fault, times: Number(times.value) } : fault })
  }

  /**
   * Hidden where nobody has a phone.
   * @type {(found: ProviderFaultRule[] | null | undefined) => void}
   */
  function show(found) {
    element.hidden = !found
    if (!found) return
    fill(
      rules,
      found.map((rule) => ruleRow(rule)),
    )
    counted(found.length)
  }

  /** @type {(rule: ProviderFaultRule) => HTMLElement} */
  function ruleRow({ id, fault }) {
    const words = faultWords(fault)
    return h(
      'li',
      {},
      h('span', {}, words),
      h(
        'button',
        {
          type: 'button',
          class: 'link',
          'aria-label': `Remove: ${words}`,
          onclick: () => send({ remove: id }),
        },
        'Remove',
      ),
    )
  }

  /** @type {(change: ProviderFaultChange) => Promise<void>} */
  async function send(change) {
    try {
      const found = await changeProviderFaults(change)
      if (found && 'error' in found) toast(`The sandbox refused: ${found.error}`, true)
      else show(found)
    } catch {
      toast('The sandbox cannot be reached.', true)
    }
  }
}

/**
 * Says in words what a rule does.
 * @type {(fault: NewProviderFault) => string}
 */
export function faultWords(fault) {
  const what = Object.values(WAYS).find((one) => one.provider === fault.provider && one.way === fault.way)
  const kind = fault.kind === 'time_out' && fault.done ? 'time_out_done' : fault.kind
  const times = fault.times === undefined ? '' : `, ${fault.times} more`
  const to = fault.to === undefined ? '' : ` to ${fault.to}`
  return `${what?.label ?? fault.provider}${to} ${KINDS[kind]?.label ?? kind}${times}`
}

/** @type {(name: string, options: Record<string, { label: string }>) => HTMLSelectElement} */
function select(name, options) {
  return /** @type {HTMLSelectElement} */ (
    h(
      'select',
      { class: 'field', 'aria-label': name },
      Object.entries(options).map(([value, { label }]) => h('option', { value }, label)),
    )
  )
}
