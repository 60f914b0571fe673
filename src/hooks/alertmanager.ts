/** Prometheus Alertmanager, and Grafana, which sends the same with a little more. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { alertSeverityIn } from '#alerts/alert-severity.ts'
import { type RawDelivery, type DeliveryReading, Unreadable } from '#alerts/raw-delivery.ts'
import type { Sighting } from '#alerts/sighting.ts'
import { bearsSecret, bytesKey } from './incoming.ts'
import { jsonOf } from './json-body.ts'
import { firstText, instantOf, looseLabels, looseText } from './loose.ts'
import type { KindOfSource } from './source-kind.ts'

const one = z.looseObject({
  status: looseText,
  labels: looseLabels,
  annotations: looseLabels,
  startsAt: z.unknown().optional(),
  endsAt: z.unknown().optional(),
  generatorURL: looseText,
  fingerprint: looseText,
  silenceURL: looseText,
  dashboardURL: looseText,
  panelURL: looseText,
  orgId: looseText,
})

const notification = z.looseObject({
  status: looseText,
  orgId: looseText,
  externalURL: looseText,
  truncatedAlerts: z.unknown().optional(),
  alerts: z.array(one),
})

export type NotifiedAlert = z.output<typeof one>
type Notification = z.output<typeof notification>

export const alertmanager: KindOfSource<'alertmanager'> = {
  verify: bearsSecret,
  repeatKey: ({ raw }) => bytesKey(raw),
  read: (delivery) => readNotification(delivery, (alert) => sightingOf(delivery, alert)),
}

/** Reads what both send; each makes a sighting of an alert in its own way. */
export function readNotification(
  { body }: Pick<RawDelivery, 'body'>,
  toSighting: (alert: NotifiedAlert, whole: Notification) => Sighting,
): DeliveryReading {
  const parsed = notification.safeParse(jsonOf(body))
  if (!parsed.success) throw new Unreadable('it has no list of alerts')
  const { alerts, truncatedAlerts } = parsed.data
  const sightings = alerts.map((alert) =>
    toSighting({ ...alert, status: alert.status ?? parsed.data.status }, parsed.data),
  )
  const leftOut = Number(truncatedAlerts)
  return { sightings, ...(leftOut > 0 && { leftOut }) }
}

export function sightingOf({ receivedAt }: Pick<RawDelivery, 'receivedAt'>, alert: NotifiedAlert): Sighting {
  const { labels, annotations } = alert
  const rule = labels['alertname'] ?? null
  const isOver = /^(resolved|ok|normal|inactive)$/i.test(alert.status ?? '')
  return {
    key: alert.fingerprint ?? labelKey(labels),
    state: isOver ? 'resolved' : 'firing',
    title:
      firstText(
        annotations['summary'],
        annotations['title'],
        rule,
        annotations['message'],
        annotations['description'],
      ) ?? '',
    body: firstText(annotations['description'], annotations['message']) ?? '',
    severity: alertSeverityIn(firstText(labels['severity'], labels['priority'], labels['level'])),
    labels,
    links: [
      { title: 'Runbook', url: firstText(annotations['runbook_url'], annotations['runbook']) },
      {
        title: 'Dashboard',
        url: firstText(
          alert.panelURL,
          alert.dashboardURL,
          annotations['dashboard_url'],
          annotations['dashboard'],
        ),
      },
      { title: 'Source', url: alert.generatorURL },
      { title: 'Silence', url: alert.silenceURL },
    ].flatMap(({ title, url }) => (url === null ? [] : [{ title, url }])),
    rule,
    at: receivedAt,
    startsAt: instantOf(alert.startsAt),
    endsAt: instantOf(alert.endsAt),
  }
}

/** Alertmanager's own fingerprint is of the labels, too. */
function labelKey(labels: Record<string, string>): string {
  const sorted = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16)
}
