/** An invented group of alerts for tests. */
import type { AlertGroup, GroupAlert } from '#alerts/alert-group.ts'
import type { QuietWindow } from '#alerts/quiet.ts'
import { began } from './sample-incident.ts'

const minutes = (n: number) => new Date(+began + n * 60_000)

/** Two fire, one is no longer heard of, and one is over. */
export function alertGroupOf(title: string): AlertGroup {
  return {
    number: 12,
    route: 'r1',
    rule: {
      when: { severity: 'critical', title },
      do: 'page',
      severity: null,
      groupBy: ['service', 'rule'],
      window: 1_800_000,
    },
    labels: { service: 'checkout', rule: title },
    service: 'checkout',
    title,
    severity: 'critical',
    state: 'firing',
    firstAt: began,
    lastAt: minutes(5),
    madeAt: began,
    changedAt: minutes(5),
    resolvedAt: null,
    firing: 2,
    unknown: 1,
    resolved: 1,
    mergedInto: null,
    incident: null,
    acknowledgedBy: 'U2MIKA',
    acknowledgedAt: minutes(2),
    quietUntil: minutes(90),
    quietBy: 'U2MIKA',
    notUsefulBy: 'U3SASHA',
    notUsefulAt: minutes(3),
  }
}

export function alertsOf(title: string): GroupAlert[] {
  return (['firing', 'firing', 'unknown', 'resolved'] as const).map((state, n) => ({
    id: String(n),
    source: 'prom',
    key: title,
    state,
    title,
    body: title,
    severity: n === 0 ? 'critical' : 'warning',
    labels: { service: 'checkout', instance: title },
    links: n === 0 ? [{ title: 'Graph', url: 'https://git.example.com/graph' }] : [],
    rule: title,
    service: 'checkout',
    startsAt: minutes(n),
    endsAt: state === 'resolved' ? minutes(9) : null,
    heard: 4,
    lastHeardAt: minutes(9),
  }))
}

export function quietOf(why: string): QuietWindow {
  return {
    id: 3,
    service: 'checkout',
    match: {},
    from: began,
    to: minutes(20),
    by: 'U2MIKA',
    why,
    endedBy: null,
  }
}
