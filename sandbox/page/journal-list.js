import { h } from './dom.js'
import { reconcile } from './reconcile.js'
import { fetchJournal } from './server.js'
/** @import { JournalEntry, JournalledCall, JournalledDelivery } from '../surface.ts' */
/** @import { Scope } from './scope.js' */

const KEPT = 1000
const SHOWN = 200
/** Deliveries gain attempts after they are first listed: the newest entries are fetched again. */
const OVERLAP = 20

/** @typedef {{ arrow: string, title: string, name: string, words: string, ms: number | undefined, mark: string, state: string }} EntryFace */

/** The calls of the bot and the deliveries to it, newest first, with a filter. */
export function createJournalList() {
  /** @type {Map<string, JournalEntry>} */
  const entries = new Map()
  let newest = 0
  /** @type {Scope | undefined} */
  let scope
  let kind = 'all'
  const filter = h('input', {
    class: 'field',
    type: 'search',
    placeholder: 'Filter: method, error, channel…',
    'aria-label': 'Filter the journal',
    oninput: draw,
  })
  const kinds = Object.entries({ all: 'All', call: 'Calls', delivery: 'Deliveries' }).map(
    ([value, label]) => {
      const input = h('input', {
        type: 'radio',
        name: 'journal-kind',
        value,
        checked: value === 'all',
        onchange: () => ((kind = value), draw()),
      })
      return h('label', { class: 'segment' }, input, h('span', {}, label))
    },
  )
  const rows = h('ol', { class: 'journal', 'aria-label': 'Journal' })
  const count = h('span', { class: 'quiet' })
  const element = h(
    'section',
    { class: 'journal-section', 'aria-labelledby': 'journal-title' },
    h('div', { class: 'drawer-heading' }, h('h3', { id: 'journal-title' }, 'Journal'), count),
    h(
      'div',
      { class: 'journal-tools' },
      filter,
      h('div', { class: 'segments', role: 'radiogroup', 'aria-label': 'Show' }, kinds),
    ),
    rows,
  )
  return { element, refresh }

  /** @type {(nextScope: Scope | undefined) => Promise<void>} */
  async function refresh(nextScope) {
    scope = nextScope
    const fetched = await fetchJournal(Math.max(0, newest - OVERLAP)).catch(() => [])
    if (!Array.isArray(fetched)) return
    for (const entry of fetched) {
      entries.set(`${entry.kind} ${entry.n}`, entry)
      newest = Math.max(newest, entry.n)
    }
    for (const key of [...entries.keys()].slice(0, -KEPT)) entries.delete(key)
    draw()
  }

  function draw() {
    const wanted = filter.value.trim().toLowerCase()
    const found = [...entries.values()].filter(
      (entry) =>
        (kind === 'all' || entry.kind === kind) &&
        (wanted === '' || JSON.stringify(entry).toLowerCase().includes(wanted)),
    )
    count.textContent = `${found.length} entries`
    reconcile(rows, found.reverse().slice(0, SHOWN), {
      key: (entry) => `${entry.kind} ${entry.n}`,
      print: (entry) =>
        String(entry.kind === 'delivery' ? entry.attempts.map((each) => each.status).join() : entry.status),
      build: (entry) => row(entry, scope),
    })
  }
}

/** @type {(entry: JournalEntry, scope: Scope | undefined) => HTMLElement} */
function row(entry, scope) {
  const { arrow, title, name, words, ms, mark, state } =
    entry.kind === 'call' ? callFace(entry, scope) : deliveryFace(entry)
  const detail = h('div', { class: 'journal-detail' })
  /** @type {HTMLDetailsElement} */
  const node = h(
    'details',
    { ontoggle: () => node.open && detail.childElementCount === 0 && detail.append(...details(entry)) },
    h(
      'summary',
      {},
      h('span', { class: 'journal-arrow', title }, arrow),
      h('time', { datetime: entry.sandboxAt, title: entry.sandboxAt }, entry.at.slice(11, 19)),
      h('span', { class: 'journal-name' }, name, h('small', {}, words)),
      h('span', { class: `journal-state ${mark}` }, state),
      h('span', { class: 'journal-ms' }, ms === undefined ? '' : `${Math.round(ms)} ms`),
    ),
    detail,
  )
  return h('li', {}, node)
}

/** @type {(call: JournalledCall, scope: Scope | undefined) => EntryFace} */
function callFace(call, scope) {
  return {
    arrow: '→',
    title: 'bot → Slack',
    name: call.method,
    words: callWords(call.args, scope),
    ms: call.ms,
    mark: call.ok ? 'good' : 'bad',
    state: call.ok && !call.fault ? 'ok' : (call.fault ?? call.error ?? String(call.status)),
  }
}

/** @type {(delivery: JournalledDelivery) => EntryFace} */
function deliveryFace(delivery) {
  const last = delivery.attempts.at(-1)
  return {
    arrow: '←',
    title: 'Slack → bot',
    name: delivery.type,
    words: delivery.summary,
    ms: last?.ms,
    mark: !last ? '' : last.ok ? 'good' : 'bad',
    state: !last ? 'waiting' : last.ok ? 'ok' : last.status,
  }
}

/** @type {(args: Record<string, unknown>, scope: Scope | undefined) => string} */
function callWords(args, scope) {
  const channel = words(args['channel']) || words(args['channel_id'])
  const channelName = scope?.channelName(channel)
  const asked = args['users'] ?? args['user'] ?? args['user_id']
  const people = (Array.isArray(asked) ? asked.map(String) : words(asked).split(',')).filter(Boolean)
  return [
    channelName ? `#${channelName}` : channel,
    people.map((id) => `@${scope?.personName(id) ?? id}`).join(' '),
    words(args['name'] ?? args['text'] ?? args['topic'] ?? args['title']),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** @type {(value: unknown) => string} */
function words(value) {
  return typeof value === 'string' ? value : ''
}

/** @type {(entry: JournalEntry) => HTMLElement[]} */
function details(entry) {
  /** @type {(name: string, value: unknown) => HTMLElement[]} */
  const part = (name, value) => [
    h('h4', {}, name),
    h('pre', { tabindex: '0' }, JSON.stringify(value, undefined, 2)),
  ]
  if (entry.kind === 'call')
    return [...part('Arguments', entry.args), ...(entry.result ? part('Answer', entry.result) : [])]
  return [...part(`Attempts via ${entry.via}`, entry.attempts), ...part('Payload', entry.payload)]
}
