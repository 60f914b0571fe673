/** A monitoring that speaks PagerDuty's Events API v2. https://developer.pagerduty.com/docs/events-api-v2-overview */
import { fingerprint } from './fingerprint.ts'
import { isLost, labelsOf, type Letter, type Monitor, type Notice, once, type Sender } from './monitor.ts'

export function makePagerDutyClient({ secret }: Sender): Monitor {
  function letter(body: unknown): Letter {
    return {
      path: '/v2/enqueue',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }
  }

  return {
    kind: 'pagerduty',
    letters: (notices) => notices.map((one) => letter(event(one, secret))),
    malformed: ({ title }) =>
      letter({ routing_key: secret, event_action: 'trigger', payload: { description: title } }),
    habits: {
      ...once,
      pausesMs: [15_000, 30_000, 60_000],
      triesAgain: (status) => isLost(status) || status === 429,
      complaint,
    },
  }
}

function event(notice: Notice, secret: string): Record<string, unknown> {
  const { state, title, text, service, severity, labels, startsAt } = notice
  const { severity: _, ...named } = labelsOf(notice)
  const key = { routing_key: secret, dedup_key: `check/${fingerprint(named)}` }
  if (state === 'resolved') return { ...key, event_action: 'resolve' }
  return {
    ...key,
    event_action: 'trigger',
    client: 'Velodrome checks',
    client_url: 'https://checks.velodrome.example',
    links: [{ href: 'https://checks.velodrome.example/runs', text: 'Runs' }],
    images: [],
    payload: {
      summary: title,
      source: labels['host'] ?? 'checks-1',
      severity,
      timestamp: startsAt.toISOString(),
      ...(service !== null && { component: service }),
      group: 'shop',
      class: 'check',
      custom_details: { ...labels, what: text },
    },
  }
}

/** Clients read the key out of the answer, to resolve under it. */
function complaint(status: number, body: string): string | null {
  if (status !== 202) return `it expects 202, and was answered ${status}`
  try {
    const { status: word, dedup_key: key } = JSON.parse(body) as Record<string, unknown>
    if (word !== 'success') return 'it expects {"status":"success"}'
    return typeof key === 'string' && key !== '' ? null : 'it expects a dedup_key'
  } catch {
    return 'it expects JSON'
  }
}
