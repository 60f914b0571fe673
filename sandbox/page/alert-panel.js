import { fill, h } from './dom.js'
import { fetchAlerts, sendAlert } from './server.js'
import { toast } from './toasts.js'
/** @import { SentLetter } from '../monitors/courier.ts' */
/** @import { Gravity } from '../monitors/monitor.ts' */
/** @import { Manner } from '../monitors/monitors.ts' */
/** @import { AlertsSeen } from '../serve/serve-page.ts' */

/** @type {Record<string, string>} */
const KINDS = {
  alertmanager: 'Alertmanager',
  grafana: 'Grafana',
  sentry: 'Sentry',
  datadog: 'Datadog',
  sns: 'CloudWatch by SNS',
  pagerduty: 'PagerDuty events',
  generic: 'own script',
  heartbeat: 'job that says it lives',
}

/** @type {Record<Manner, string>} */
const MANNERS = {
  firing: 'Firing',
  resolved: 'Resolved',
  repeated: 'The last once more',
  late: 'The first, late',
  malformed: 'Malformed',
  forged: 'With a wrong secret',
}

/** The form that sends an alert of one of the company's monitoring systems, and what became of the last ones. */
export function createAlertPanel() {
  const source = h('select', { class: 'field', 'aria-label': 'Source', onchange: showWords })
  const severity = h(
    'select',
    { class: 'field', 'aria-label': 'Severity' },
    ['critical', 'error', 'warning', 'info'].map((value) => h('option', { value }, value)),
  )
  const title = h('input', { class: 'field', value: 'CheckoutErrors', 'aria-label': 'Title' })
  const service = h('input', {
    class: 'field',
    value: 'checkout',
    placeholder: 'no service',
    'aria-label': 'Service',
    spellcheck: 'false',
  })
  const buttons = h(
    'div',
    { class: 'alert-manners' },
    Object.entries(MANNERS).map(([manner, words]) =>
      h(
        'button',
        { type: 'button', class: 'button button-small', onclick: () => send(/** @type {Manner} */ (manner)) },
        words,
      ),
    ),
  )
  const letters = h('ol', { class: 'alert-letters', 'aria-label': 'Letters sent' })
  const element = h(
    'section',
    { class: 'alerts', 'aria-labelledby': 'alerts-title', hidden: true },
    h('div', { class: 'drawer-heading' }, h('h3', { id: 'alerts-title' }, 'Send an alert')),
    h('div', { class: 'alert-form' }, source, severity, title, service),
    buttons,
    letters,
  )
  return { element, refresh: async () => show(await fetchAlerts().catch(() => undefined)) }

  /** @type {(seen: AlertsSeen | undefined) => void} */
  function show(seen) {
    const names = Object.entries(seen?.sources ?? {})
    element.hidden = names.length === 0
    if (source.childElementCount !== names.length)
      fill(
        source,
        names.map(([name, kind]) =>
          h('option', { value: name, dataset: { kind } }, `${name} (${KINDS[kind]})`),
        ),
      )
    showWords()
    fill(letters, (seen?.sent ?? []).map(row))
  }

  /** A job that lives has no words. */
  function showWords() {
    const isJob = source.selectedOptions[0]?.dataset['kind'] === 'heartbeat'
    for (const field of [severity, title, service]) field.hidden = isJob
  }

  /** @type {(manner: Manner) => Promise<void>} */
  async function send(manner) {
    const words = service.value.trim()
    const trouble = {
      title: title.value.trim(),
      severity: /** @type {Gravity} */ (severity.value),
      ...(words && { service: words }),
    }
    try {
      const seen = await sendAlert({ source: source.value, manner, trouble })
      if (seen.ok === false) toast(`The sandbox refused: ${seen.error}`, true)
      else show(seen)
    } catch {
      toast('The sandbox cannot be reached.', true)
    }
  }
}

/** @type {(letter: SentLetter) => HTMLElement} */
function row(letter) {
  const status = letter.status === 0 ? 'no answer' : String(letter.status)
  const outcome = letter.complaint ?? (letter.outcome === 'taken' ? '' : letter.outcome)
  const isGood = letter.outcome === 'taken' && !letter.complaint
  return h(
    'li',
    {},
    h('time', { datetime: letter.at }, letter.at.slice(11, 19)),
    h('span', { class: 'journal-name' }, letter.source, h('small', {}, letter.about)),
    h(
      'span',
      { class: `journal-state ${isGood ? 'good' : 'bad'}` },
      [status, outcome].filter(Boolean).join(', '),
    ),
    h('span', { class: 'journal-ms' }, `${letter.ms} ms`),
  )
}
