/** The sandbox's HTTP contract: see sandbox/README.md. Every function answers the parsed JSON. */
export function fetchPeople() {
  return getJson('/sandbox/people')
}

export function fetchScreen({ as, channel, thread }) {
  const query = new URLSearchParams({ as })
  if (channel) query.set('channel', channel)
  if (thread) query.set('thread', thread)
  return getJson(`/sandbox/screen?${query}`)
}

export function sendAct(act) {
  return postJson('/sandbox/do', act)
}

export function fetchFaults() {
  return getJson('/sandbox/faults')
}

export function changeFaults(change) {
  return postJson('/sandbox/faults', change)
}

export function fetchJournal(after) {
  return getJson(`/sandbox/journal?after=${after}`)
}

export function moveClock(step) {
  return postJson('/sandbox/clock', step)
}

/** Calls `changed` after every change and on every reconnection, `status` with whether the sandbox can be reached. */
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

async function getJson(path) {
  const response = await fetch(path)
  return response.json()
}

async function postJson(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return response.json()
}
