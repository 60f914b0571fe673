/** Sentry's internal integration: alerts of issues and of metrics, and what becomes of issues. https://docs.sentry.io/organization/integrations/integration-platform/webhooks/ */
import { createHmac } from 'node:crypto'
import { fingerprint } from './fingerprint.ts'
import {
  labelsOf,
  type Gravity,
  type Letter,
  type Monitor,
  type Notice,
  once,
  type Sender,
} from './monitor.ts'

const home = 'https://sentry.velodrome.example'
const installation = { uuid: '7b1d0c2e-4d1f-4f0e-9a53-3f6f2f4f8a11' }
const levels: Record<Gravity, string> = {
  critical: 'fatal',
  error: 'error',
  warning: 'warning',
  info: 'info',
}

export function makeSentry({ source, secret }: Sender): Monitor {
  function letter(resource: string, { id, at }: Notice, content: Record<string, unknown>): Letter {
    const body = JSON.stringify({ installation, ...content })
    return {
      path: `/hooks/${source}`,
      headers: {
        'content-type': 'application/json',
        'request-id': fingerprint({ id }).repeat(2),
        'sentry-hook-resource': resource,
        'sentry-hook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'sentry-hook-signature': createHmac('sha256', secret).update(body).digest('hex'),
      },
      body,
    }
  }

  function told(notice: Notice): Letter {
    if (notice.form === 'metric') return letter('metric_alert', notice, metricAlert(notice))
    return notice.state === 'firing'
      ? letter('event_alert', notice, issueAlert(notice))
      : letter('issue', notice, issueResolved(notice))
  }

  return {
    kind: 'sentry',
    letters: (notices) => notices.map(told),
    malformed: (notice) => letter('event_alert', notice, { action: 'triggered', data: {} }),
    // It sends nothing again, and a thousand answers too late in a day end the subscription.
    habits: { ...once, patienceMs: 1_000 },
  }
}

function numberOf(notice: Notice): string {
  const { severity: _, ...labels } = labelsOf(notice)
  return String(Number.parseInt(fingerprint(labels).slice(0, 8), 16))
}

function issueAlert(notice: Notice) {
  const { title, text, service, severity, labels, at } = notice
  const issue = numberOf(notice)
  const project = service ?? 'shop'
  const event = fingerprint({ issue, at: at.toISOString() }).repeat(2)
  return {
    action: 'triggered',
    actor: { type: 'application', id: 'sentry', name: 'Sentry' },
    data: {
      event: {
        event_id: event,
        issue_id: issue,
        project: 12,
        title,
        culprit: text,
        message: '',
        level: levels[severity],
        platform: 'node',
        type: 'error',
        release: 'shop@4.2.0',
        datetime: at.toISOString(),
        timestamp: at.getTime() / 1000,
        tags: [['environment', 'production'], ['level', levels[severity]], ...Object.entries(labels)],
        url: `${home}/api/0/projects/velodrome/${project}/events/${event}/`,
        web_url: `${home}/organizations/velodrome/issues/${issue}/events/${event}/`,
        issue_url: `${home}/api/0/organizations/velodrome/issues/${issue}/`,
      },
      triggered_rule: `New errors in ${project}`,
      issue_alert: { title: `New errors in ${project}`, settings: [] },
    },
  }
}

function issueResolved(notice: Notice) {
  const { title, text, service, severity, startsAt } = notice
  const issue = numberOf(notice)
  const slug = service ?? 'shop'
  return {
    action: 'resolved',
    actor: { type: 'user', id: 5, name: 'Clara Moreau' },
    data: {
      issue: {
        id: issue,
        shortId: `${slug.toUpperCase()}-${issue.slice(-2)}`,
        title,
        culprit: text,
        level: levels[severity],
        status: 'resolved',
        statusDetails: {},
        substatus: null,
        firstSeen: startsAt.toISOString(),
        lastSeen: startsAt.toISOString(),
        project: { id: '12', slug, name: slug, platform: 'node' },
        web_url: `${home}/organizations/velodrome/issues/${issue}/`,
      },
    },
  }
}

function metricAlert(notice: Notice) {
  const { state, title, text, service, severity, startsAt, endsAt } = notice
  const isOver = state === 'resolved'
  const action = isOver ? 'resolved' : severity === 'critical' ? 'critical' : 'warning'
  const rule = numberOf(notice)
  const incident = String(Number.parseInt(fingerprint({ rule, at: startsAt.toISOString() }).slice(0, 8), 16))
  return {
    action,
    actor: { type: 'application', id: 'sentry', name: 'Sentry' },
    data: {
      metric_alert: {
        // Each time that it fires is an alert of its own.
        id: incident,
        identifier: incident,
        organization_id: '3',
        status: isOver ? 2 : 20,
        title,
        date_started: startsAt.toISOString(),
        date_detected: startsAt.toISOString(),
        date_created: startsAt.toISOString(),
        date_closed: endsAt?.toISOString() ?? null,
        projects: [service ?? 'shop'],
        alert_rule: {
          id: rule,
          name: title,
          aggregate: 'count()',
          query: 'level:error',
          time_window: 10,
          environment: null,
          triggers: [],
        },
      },
      description_title: `${action[0]?.toUpperCase()}${action.slice(1)}: ${title}`,
      description_text: text,
      web_url: `${home}/organizations/velodrome/alerts/rules/details/${rule}/`,
    },
  }
}
