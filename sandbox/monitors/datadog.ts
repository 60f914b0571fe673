/** Datadog: the operator's template, filled in. There is no signature, but a header of the operator's. https://docs.datadoghq.com/integrations/webhooks/ */
import { fingerprint } from './fingerprint.ts'
import {
  isLost,
  labelsOf,
  type Gravity,
  type Letter,
  type Monitor,
  type Notice,
  once,
  type Sender,
} from './monitor.ts'

const priorities: Record<Gravity, string> = { critical: 'P1', error: 'P2', warning: 'P3', info: 'P4' }

export function makeDatadog({ source, secret }: Sender): Monitor {
  function letter(body: string): Letter {
    return {
      path: `/hooks/${source}`,
      headers: { 'content-type': 'application/json', 'user-agent': 'Datadog', 'x-muster-secret': secret },
      body,
    }
  }

  return {
    kind: 'datadog',
    letters: (notices, now) => notices.map((one) => letter(JSON.stringify(filled(one, now)))),
    // A template of the operator's own, and a quotation mark in the title.
    malformed: ({ title }) =>
      letter(`{"title": "the "${title}" monitor", "transition": "Triggered", "tags": "env:prod"}`),
    habits: { ...once, pausesMs: [5_000, 10_000, 20_000, 40_000, 80_000], triesAgain: isLost },
  }
}

/** Every variable is a text, times are milliseconds. */
function filled(notice: Notice, now: Date): Record<string, string | number> {
  const { state, title, text, service, severity, labels, startsAt, endsAt } = notice
  const { severity: _, ...named } = labelsOf(notice)
  const monitor = String(Number.parseInt(fingerprint({ title }).slice(0, 8), 16))
  const aggreg = fingerprint(named).repeat(2)
  const isOver = state === 'resolved'
  const tags = [
    'env:prod',
    ...(service === null ? [] : [`service:${service}`]),
    ...Object.entries(labels).map(([name, value]) => `${name}:${value}`),
  ]
  return {
    muster: 1,
    id: String(Number.parseInt(fingerprint({ id: notice.id }).slice(0, 12), 16)),
    cycle: String(BigInt(`0x${fingerprint({ aggreg, at: startsAt.toISOString() })}`)),
    aggreg,
    monitor,
    transition: isOver ? 'Recovered' : severity === 'warning' ? 'Warn' : 'Triggered',
    type: isOver ? 'success' : severity === 'warning' ? 'warning' : 'error',
    priority: priorities[severity],
    title: `[${isOver ? 'Recovered' : 'Triggered'}] ${title}`,
    text,
    scope: service === null ? '*' : `service:${service}`,
    tags: tags.join(','),
    host: '',
    metric: 'trace.http.request.errors',
    query: 'sum(last_5m):sum:trace.http.request.errors{env:prod}.as_count() > 20',
    link: `https://app.datadoghq.eu/monitors/${monitor}`,
    snapshot: '',
    date: String((endsAt ?? startsAt).getTime()),
    updated: String(now.getTime()),
    org: '4711',
  }
}
