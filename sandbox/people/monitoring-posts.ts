/** Posts of monitoring systems in #monitoring, in the looks of their own Slack apps. */
import type { MonitorKind, Notice } from '../monitors/monitor.ts'
import type { Told } from '../monitors/monitors.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { appPosts } from './say.ts'

const apps: Record<MonitorKind, string> = {
  alertmanager: 'AlertManager',
  grafana: 'Grafana',
  sentry: 'Sentry',
  datadog: 'Datadog',
  sns: 'AWS Chatbot',
  pagerduty: 'Checks',
  generic: 'checkout-probe',
  heartbeat: 'cron',
}

/** Posts nothing where there is no such channel, and nothing of a job that lives. */
export function postInMonitoring(ws: Workspace, { kind, notice }: Told): void {
  const channel = Object.values(ws.world.channels).find((one) => one.name === 'monitoring')
  if (channel === undefined || channel.isArchived || kind === 'heartbeat') return
  const app = apps[kind]
  const isWebhook = kind === 'alertmanager' || kind === 'generic'
  appPosts(ws, channel, {
    app,
    ...(isWebhook && { username: app }),
    attachments: [attachment(kind, notice)],
  })
}

function attachment(kind: MonitorKind, notice: Notice): Record<string, unknown> {
  const { title, text, state, severity, labels, service } = notice
  const isFiring = state === 'firing'
  const color = isFiring
    ? severity === 'critical' || severity === 'error'
      ? '#a30200'
      : '#daa038'
    : '#2eb886'
  const fields = Object.entries({ ...(service !== null && { service }), severity, ...labels })
  return {
    color,
    title: heading(kind, title, isFiring),
    title_link: `https://${kind}.velodrome.example/alerts`,
    text,
    fallback: `${title}: ${state}`,
    fields: fields.slice(0, 6).map(([name, value]) => ({ title: name, value, short: true })),
    ts: Math.floor(notice.at.getTime() / 1000),
  }
}

function heading(kind: MonitorKind, title: string, isFiring: boolean): string {
  switch (kind) {
    case 'alertmanager':
    case 'grafana':
      return isFiring ? `[FIRING:1] ${title}` : `[RESOLVED] ${title}`
    case 'datadog':
      return `${isFiring ? 'Triggered' : 'Recovered'}: ${title}`
    case 'sns':
      return `${isFiring ? 'ALARM' : 'OK'}: "${title}" in EU (Ireland)`
    case 'sentry':
    case 'pagerduty':
    case 'generic':
    case 'heartbeat':
      return isFiring ? title : `Resolved: ${title}`
  }
}
