/** @import { Act, Answer, FaultSettings, JournalEntry, Person, Screen } from '../surface.ts' */
/** @import { ProviderFaultRule } from '../providers/provider-faults.ts' */
/** @import { ProviderFaultChange } from '../serve/serve-provider-faults.ts' */
/** @import { AlertsSeen, AlertToSend, FaultChange, ClockChange } from '../serve/serve-page.ts' */
/** @import { Address } from './address.js' */

// The sandbox's HTTP contract: see sandbox/README.md. Every function answers the parsed JSON.

/**
 * An answer, or why there is none.
 * @template T
 * @typedef {(T & { ok?: undefined }) | { ok: false, error: string }} Replied
 */

/** @type {() => Promise<Person[]>} */
export function fetchPeople() {
  return getJson('/sandbox/people')
}

/** @type {(address: Address) => Promise<Replied<Screen>>} */
export function fetchScreen({ as, channel, thread }) {
  const query = new URLSearchParams({ as: as ?? '' })
  if (channel) query.set('channel', channel)
  if (thread) query.set('thread', thread)
  return getJson(`/sandbox/screen?${query}`)
}

/** @type {(act: Act) => Promise<Answer>} */
export function sendAct(act) {
  return postJson('/sandbox/do', act)
}

/** @type {() => Promise<FaultSettings>} */
export function fetchFaults() {
  return getJson('/sandbox/faults')
}

/** @type {(change: FaultChange) => Promise<Replied<FaultSettings>>} */
export function changeFaults(change) {
  return postJson('/sandbox/faults', change)
}

/** @type {() => Promise<ProviderFaultRule[] | null>} */
export function fetchProviderFaults() {
  return getJson('/sandbox/provider-faults')
}

/** @type {(change: ProviderFaultChange) => Promise<ProviderFaultRule[] | null | { ok: false, error: string }>} */
export function changeProviderFaults(change) {
  return postJson('/sandbox/provider-faults', change)
}

/** @type {() => Promise<AlertsSeen>} */
export function fetchAlerts() {
  return getJson('/sandbox/alerts')
}

/** @type {(alert: AlertToSend) => Promise<Replied<AlertsSeen>>} */
export function sendAlert(alert) {
  return postJson('/sandbox/alerts', alert)
}

/** @type {(after: number) => Promise<JournalEntry[]>} */
export function fetchJournal(after) {
  return getJson(`/sandbox/journal?after=${after}`)
}

/** @type {(step: ClockChange) => Promise<Replied<{ now: string }>>} */
export function moveClock(step) {
  return postJson('/sandbox/clock', step)
}

/**
 * Calls `changed` after every change and on every reconnection, `status` with whether the sandbox can be reached.
 * @type {(told: { changed: () => unknown, status: (isUp: boolean) => unknown }) => void}
 */
export function watchChanges({ changed, status }) {
  const stream = new EventSource('/sandbox/stream')
  stream.addEventListener('changed', changed)
  stream.addEventListener('open', () => {
    status(true)
    changed()
  })
  stream.addEventListener('error', () => status(false))
  window.addEventListener('pagehide', () => stream.close())
}

/** @type {(path: string) => Promise<any>} */
async function getJson(path) {
  const response = await fetch(path)
  return response.json()
}

/** @type {(path: string, body: unknown) => Promise<any>} */
async function postJson(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return response.json()
}
