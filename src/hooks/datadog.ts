/** Datadog, by the template of our documents: it has no payload of its own. */
import { z } from 'zod'
import { alertSeverityIn } from '#alerts/alert-severity.ts'
import { Unreadable } from '#alerts/raw-delivery.ts'
import type { AlertSeverity } from '#alerts/sighting.ts'
import { bearsSecret, bytesKey } from './incoming.ts'
import { jsonOf } from './json-body.ts'
import { firstText, instantOf, looseText, tagsOf } from './loose.ts'
import type { KindOfSource } from './source-kind.ts'

const text = looseText
const template = z.looseObject({
  muster: z.literal(1, 'it does not follow the template of the documents'),
  cycle: text,
  aggreg: text,
  monitor: text,
  transition: text,
  type: text,
  priority: text,
  title: text,
  text,
  scope: text,
  tags: z.unknown().optional().transform(tagsOf),
  host: text,
  link: text,
  snapshot: text,
  query: text,
  date: z.unknown().optional().transform(instantOf),
})

export const datadog: KindOfSource<'datadog'> = {
  verify: bearsSecret,
  repeatKey: ({ raw }) => bytesKey(raw),
  read: ({ body, receivedAt }) => {
    const parsed = template.safeParse(jsonOf(body))
    if (!parsed.success) throw new Unreadable('it does not follow the template of the documents')
    const said = parsed.data
    // A variable that Datadog does not know arrives as it was written.
    const filled = (value: string | null) => (value?.startsWith('$') ? null : value)
    const transition = said.transition ?? ''
    const isOver = /recover/i.test(transition) || (transition === '' && said.type === 'success')
    const rule = filled(said.monitor)
    const key =
      filled(said.cycle) ?? firstText(filled(said.aggreg), rule && `${rule} ${filled(said.scope) ?? ''}`)
    if (key === null) throw new Unreadable('it names no monitor: cycle, aggreg and monitor are empty')
    const host = filled(said.host)
    const sighting = {
      key,
      state: isOver ? ('resolved' as const) : ('firing' as const),
      // Datadog writes the state before the title, which changes with it.
      title: (said.title ?? '').replace(/^(\[[^\]]{0,200}\]\s*)+/, ''),
      body: said.text ?? '',
      severity: severityIn(transition, filled(said.priority), said.type),
      labels: { ...(rule && { monitor: rule }), ...(host && { host }), ...said.tags },
      links: [
        { title: 'Monitor', url: filled(said.link) },
        { title: 'Snapshot', url: filled(said.snapshot) },
      ].flatMap(({ title, url }) => (url === null ? [] : [{ title, url }])),
      rule,
      at: said.date ?? receivedAt,
      startsAt: null,
      endsAt: null,
    }
    return { sightings: [sighting] }
  },
}

/** No data is no outage yet; otherwise the monitor's priority says it, and without one what kind of alert it is. */
function severityIn(transition: string, priority: string | null, type: string | null): AlertSeverity {
  if (/warn|no data/i.test(transition)) return 'warning'
  return alertSeverityIn(priority !== null && /^p[1-5]$/i.test(priority) ? priority : type)
}
