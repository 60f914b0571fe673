/** Words and signs for alerts, the same wherever they are shown. */
import type { AlertGroup, GroupAlert } from '#alerts/alert-group.ts'
import { alertGroupName } from '#alerts/alert-group.ts'
import type { AlertSeverity } from '#alerts/sighting.ts'
import { serviceName, type Words } from '#incidents/words.ts'
import { bold, type Line, link, when } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'

type Counted = Pick<AlertGroup, 'firing' | 'unknown' | 'resolved'>

const signs: Record<AlertSeverity, string> = { critical: '🔴', error: '🟠', warning: '🟡', info: '🔵' }

/** `🔴`; `✅` once all of it is over. A sign never stands without its words. */
export function alertSign({ severity, state }: Pick<AlertGroup, 'severity' | 'state'>): string {
  return state === 'resolved' ? '✅' : signs[severity]
}

/** `3 firing, 1 not heard of, 2 cleared`. */
export function alertCounts({ firing, unknown, resolved }: Counted): string {
  const parts = [
    firing > 0 && `${firing} firing`,
    unknown > 0 && `${unknown} not heard of any more`,
    resolved > 0 && `${resolved} cleared`,
  ]
  return parts.filter((part) => part !== false).join(', ') || 'nothing known'
}

/** `A12 Checkout: error rate`. */
export function groupTitled(group: Pick<AlertGroup, 'number' | 'title' | 'service'>, words: Words): string {
  const service = group.service === null ? '' : `${inline(serviceName(group.service, words), 80)}: `
  return `${alertGroupName(group)} ${service}${inline(group.title, 200)}`
}

/** One alert of a group, with the way to its source. */
export function alertLine(
  alert: Pick<GroupAlert, 'title' | 'state' | 'severity' | 'startsAt' | 'endsAt' | 'links'>,
): Line {
  const { title, state, severity, startsAt, endsAt, links } = alert
  const first = links[0]
  const how =
    state === 'resolved'
      ? [', cleared ', ...(endsAt === null ? [] : [when(endsAt, 'day')])]
      : [`${state === 'unknown' ? ', not heard of any more' : ''}, since `, when(startsAt, 'day')]
  return [
    `${alertSign({ severity, state })} ${severity} · `,
    first === undefined ? inline(title, 200) : link(first.url, inline(title, 200)),
    ...how,
  ]
}

/** `Service: Checkout · Dashboard · Runbook`; null where the group has none. */
export function groupService({ service }: Pick<AlertGroup, 'service'>, words: Words): Line | null {
  if (service === null) return null
  const links = Object.hasOwn(words.services, service) ? (words.services[service]?.links ?? []) : []
  return [
    bold('Service: '),
    inline(serviceName(service, words), 80),
    ...links.slice(0, 5).flatMap(({ title, url }): Line => [' · ', link(url, inline(title, 60))]),
  ]
}
