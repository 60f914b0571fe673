import { h } from './dom.js'
import { reconcile } from './reconcile.js'
import { fetchJournal } from './server.js'

const KEPT = 1000
const SHOWN = 200
/** Deliveries gain attempts after they are first listed, so the newest are asked for again. */
const OVERLAP = 20

/** Every call of the bot and every delivery to it, newest first, found by words. */
export function createJournalList() {
  const entries = new Map()
  let newest = 0
  let scope
  let kind = 'all'
  const filter = h('input', {
    class: 'field',
    type: 'search',
    placeholder: 'Filter: method, error, channel…',
    'aria-label': 'Filter the journal',
    oninput: draw,
  })
  const kinds = ['all', 'call', 'delivery'].map((value) => {
    const input = h('input', {
      type: 'radio',
      name: 'journal-kind',
      value,
      checked: value === 'all',
      onchange: () => ((kind = value), draw()),
    })
    return h(
      'label',
      { class: 'segment' },
      input,
      h('span', {}, { all: 'All', call: 'Calls', delivery: 'Deliveries' }[value]),
    )
  })
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

function row(entry, scope) {
  const isCall = entry.kind === 'call'
  const last = entry.attempts?.at(-1)
  const isOk = isCall ? entry.ok : Boolean(last?.ok)
  const isWaiting = !isCall && !last
  const ms = isCall ? entry.ms : last?.ms
  const state = isCall ? (entry.fault ?? entry.error ?? String(entry.status)) : (last?.status ?? 'waiting')
  const detail = h('div', { class: 'journal-detail' })
  const node = h(
    'details',
    { ontoggle: () => node.open && detail.childElementCount === 0 && detail.append(...details(entry)) },
    h(
      'summary',
      {},
      h(
        'span',
        { class: 'journal-arrow', title: isCall ? 'bot → Slack' : 'Slack → bot' },
        isCall ? '→' : '←',
      ),
      h('time', { datetime: entry.sandboxAt, title: entry.sandboxAt }, entry.at.slice(11, 19)),
      h(
        'span',
        { class: 'journal-name' },
        isCall ? entry.method : entry.type,
        h('small', {}, isCall ? callWords(entry.args, scope) : entry.summary),
      ),
      h(
        'span',
        { class: `journal-state ${isOk ? 'good' : isWaiting ? '' : 'bad'}` },
        isOk && !entry.fault ? 'ok' : state,
      ),
      h('span', { class: 'journal-ms' }, ms === undefined ? '' : `${Math.round(ms)} ms`),
    ),
    detail,
  )
  return h('li', {}, node)
}

function callWords(args, scope) {
  const channel = args.channel ?? args.channel_id
  const people = String(args.users ?? args.user ?? args.user_id ?? '')
    .split(',')
    .filter(Boolean)
  const what = args.name ?? args.text ?? args.topic ?? args.title
  return [
    channel && (scope.channelName(channel) ? `#${scope.channelName(channel)}` : channel),
    people.map((id) => `@${scope.personName(id) ?? id}`).join(' '),
    typeof what === 'string' ? what : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

function details(entry) {
  const part = (name, value) => [
    h('h4', {}, name),
    h('pre', { tabindex: '0' }, JSON.stringify(value, undefined, 2)),
  ]
  if (entry.kind === 'call')
    return [...part('Arguments', entry.args), ...(entry.result ? part('Answer', entry.result) : [])]
  return [...part(`Attempts via ${entry.via}`, entry.attempts), ...part('Payload', entry.payload)]
}
