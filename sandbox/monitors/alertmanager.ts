/** Prometheus Alertmanager: one letter a group, with all its alerts. https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
import { fingerprint } from './fingerprint.ts'
import { isLost, labelsOf, type Letter, type Monitor, type Notice, once, type Sender } from './monitor.ts'

const never = '0001-01-01T00:00:00Z'
const externalURL = 'https://alertmanager.velodrome.example'

export function makeAlertmanager({ source, secret }: Sender): Monitor {
  function letter(body: string): Letter {
    return {
      path: `/hooks/${source}`,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Alertmanager/0.28.1',
        authorization: `Bearer ${secret}`,
      },
      body,
    }
  }

  return {
    kind: 'alertmanager',
    letters: (notices) => [letter(JSON.stringify(group(notices)))],
    // A template of the operator's own that forgot a quotation mark.
    malformed: ({ title }) => letter(`{"version":"4","status":"firing","alerts":[{"title":"${title}}]}`),
    // It goes on until its next flush, in which it begins anew.
    habits: { ...once, pausesMs: [500, 750, 1_125, 1_700, 2_500, 60_000, 60_000], triesAgain: isLost },
  }
}

function group(notices: readonly Notice[]): Record<string, unknown> {
  const alerts = notices.map(alert)
  const commonLabels = common(alerts.map((one) => one.labels))
  const { alertname } = commonLabels
  const groupLabels: Record<string, string> = alertname === undefined ? {} : { alertname }
  return {
    receiver: 'muster',
    status: alerts.some((one) => one.status === 'firing') ? 'firing' : 'resolved',
    alerts,
    groupLabels,
    commonLabels,
    commonAnnotations: common(alerts.map((one) => one.annotations)),
    externalURL,
    version: '4',
    groupKey: `{}:{${matchers(groupLabels)}}`,
    truncatedAlerts: 0,
  }
}

function matchers(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ')
}

function alert(notice: Notice) {
  const labels = labelsOf(notice)
  return {
    status: notice.state,
    labels,
    annotations: {
      summary: notice.text,
      runbook_url: `https://wiki.velodrome.example/runbooks/${encodeURIComponent(notice.title)}`,
    },
    startsAt: notice.startsAt.toISOString(),
    endsAt: notice.endsAt?.toISOString() ?? never,
    generatorURL: 'https://prometheus.velodrome.example/graph?g0.expr=errors&g0.tab=1',
    fingerprint: fingerprint(labels),
  }
}

/** Names that have the same value in all of them. */
export function common(all: readonly Record<string, string>[]): Record<string, string> {
  const [first = {}, ...others] = all
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => others.every((one) => one[name] === value)),
  )
}
