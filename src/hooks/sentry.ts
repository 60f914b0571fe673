/** Sentry, as an internal integration: issue alerts, metric alerts, and issues that are resolved. */
import { z } from 'zod'
import { alertSeverityIn } from '#alerts/alert-severity.ts'
import { type RawDelivery, type DeliveryReading, Unreadable } from '#alerts/raw-delivery.ts'
import type { Sighting } from '#alerts/sighting.ts'
import { bytesKey, isSignedBody } from './incoming.ts'
import { jsonOf } from './json-body.ts'
import { firstText, instantOf, looseText, tagsOf } from './loose.ts'
import type { KindOfSource } from './source-kind.ts'

const text = looseText
const record = z.record(z.string(), z.unknown()).optional()
const hook = z.looseObject({
  action: z.string(),
  data: z.looseObject({
    event: record,
    issue: record,
    metric_alert: record,
    triggered_rule: text,
    description_text: text,
    web_url: text,
  }),
})

type Hook = z.output<typeof hook>
type Said = Omit<Sighting, 'at' | 'body' | 'endsAt'> & Partial<Sighting>

export const sentry: KindOfSource<'sentry'> = {
  headers: ['sentry-hook-resource', 'sentry-hook-timestamp'],
  verify: ({ raw, header }, secrets) =>
    isSignedBody(header('sentry-hook-signature') ?? header('sentry-app-signature'), raw, secrets),
  repeatKey: ({ raw, header }) => header('request-id')?.slice(0, 100) ?? bytesKey(raw),
  read: ({ body, about, receivedAt }: RawDelivery): DeliveryReading => {
    const parsed = hook.safeParse(jsonOf(body))
    if (!parsed.success) throw new Unreadable('it has no action and no data')
    const { event, metric_alert: metric } = parsed.data.data
    const resource = about['sentry-hook-resource']
    if ((resource === 'event_alert' && !event) || (resource === 'metric_alert' && !metric))
      throw new Unreadable('it has nothing of the alert that its header names')
    const said = wordIn(parsed.data)
    // Their clock for every word, since an event's own time is that of the machine it happened on.
    const at = instantOf(about['sentry-hook-timestamp']) ?? receivedAt
    return { sightings: said === null ? [] : [{ at, body: '', endsAt: null, ...said }] }
  },
}

/** Null for what says nothing of an alert: a comment, an assignment, an installation. */
function wordIn({ action, data }: Hook): Said | null {
  if (data.metric_alert) return metricWord(action, data.metric_alert, data)
  if (data.event && action === 'triggered') return eventWord(data.event, data)
  return data.issue ? issueWord(action, data.issue) : null
}

function eventWord(event: Record<string, unknown>, data: Hook['data']): Said {
  const tags = tagsOf(event['tags'])
  const inAddress = /\/projects\/[^/]{1,100}\/([^/]{1,100})\//.exec(firstText(event['url']) ?? '')?.[1]
  const project = firstText(event['project_slug'], inAddress, event['project_name'], event['project'])
  const level = firstText(event['level'], tags['level'])
  return {
    key: `issue:${firstText(event['issue_id'], /\/issues\/(\d+)/.exec(firstText(event['issue_url'], event['web_url']) ?? '')?.[1]) ?? firstText(event['event_id'])}`,
    state: 'firing',
    title: firstText(event['title'], event['message']) ?? '',
    body: firstText(event['culprit']) ?? '',
    severity: alertSeverityIn(level),
    labels: labelsWith(tags, { level, project, release: firstText(event['release']) }),
    links: linkTo(event['web_url']),
    rule: data.triggered_rule,
    startsAt: null,
  }
}

function metricWord(action: string, alert: Record<string, unknown>, data: Hook['data']): Said {
  const rule = z.looseObject({ name: text }).safeParse(alert['alert_rule']).data?.name ?? null
  const [project = null] = Array.isArray(alert['projects'])
    ? alert['projects'].map((one) => firstText(one))
    : []
  return {
    key: `metric:${firstText(alert['id'], alert['identifier'])}`,
    state: action === 'resolved' ? 'resolved' : 'firing',
    title: firstText(alert['title'], rule) ?? '',
    body: data.description_text ?? '',
    severity: action === 'critical' ? 'critical' : 'warning',
    labels: labelsWith({}, { project }),
    links: linkTo(data.web_url),
    rule,
    startsAt: instantOf(alert['date_started']),
    endsAt: instantOf(alert['date_closed']),
  }
}

function issueWord(action: string, issue: Record<string, unknown>): Said | null {
  const isOver = /^(resolved|archived|ignored)$/.test(action)
  if (!isOver && action !== 'unresolved') return null
  const project = z.looseObject({ slug: text, name: text }).safeParse(issue['project']).data
  const level = firstText(issue['level'])
  return {
    key: `issue:${firstText(issue['id'])}`,
    state: isOver ? 'resolved' : 'firing',
    title: firstText(issue['title']) ?? '',
    body: firstText(issue['culprit']) ?? '',
    severity: alertSeverityIn(level),
    labels: labelsWith({}, { level, project: project?.slug ?? project?.name ?? null }),
    links: linkTo(firstText(issue['web_url'], issue['permalink'])),
    rule: null,
    startsAt: null,
  }
}

/** A project of Sentry's is a service, unless a tag names one. */
function labelsWith(
  tags: Record<string, string>,
  more: Record<string, string | null>,
): Record<string, string> {
  const project = more['project'] ?? ''
  const service = /^\d*$/.test(project) ? null : project
  const known = Object.entries({ service, ...more }).filter(([, value]) => value !== null)
  return { ...(Object.fromEntries(known) as Record<string, string>), ...tags }
}

const linkTo = (url: unknown) => {
  const address = firstText(url)
  return address === null ? [] : [{ title: 'Sentry', url: address }]
}
