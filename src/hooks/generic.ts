/** Any JSON, read by the paths that the policy names. */
import { alertSeverityIn } from '#alerts/alert-severity.ts'
import { type DeliveryReading, Unreadable } from '#alerts/raw-delivery.ts'
import type { JsonMap } from '#policy/sources.ts'
import { bearsSecret, bytesKey } from './incoming.ts'
import { jsonOf } from './json-body.ts'
import { instantOf, labelsOf, tagsOf, textOf } from './loose.ts'
import type { KindOfSource } from './source-kind.ts'

const over =
  /^(resolved?|ok|okay|closed?|recover(ed|y)?|cleared?|clear|up|success|normal|healthy|green|false|0|done|inactive)$/i

export const generic: KindOfSource<'generic'> = {
  verify: bearsSecret,
  // Where each word names the start of its episode, the same bytes are a repeat.
  repeatKey: ({ raw }, { map }) => (map.startsAt === null ? null : bytesKey(raw)),
  read: ({ body, receivedAt }, { map }): DeliveryReading => {
    const json = jsonOf(body)
    const at = (path: string | null) => (path === null ? undefined : valueAt(json, path))
    const key = textOf(at(map.key))
    if (key === null) throw new Unreadable(`it has nothing at ${map.key}, which is to name the alert`)
    const state = textOf(at(map.state))
    const link = textOf(at(map.link))
    return {
      sightings: [
        {
          key,
          state: state !== null && over.test(state.trim()) ? 'resolved' : 'firing',
          title: textOf(at(map.title)) ?? key,
          body: textOf(at(map.body)) ?? '',
          severity: alertSeverityIn(textOf(at(map.severity))),
          labels: labelsAt(at(map.labels)),
          links: link === null ? [] : [{ title: 'Link', url: link }],
          rule: null,
          at: receivedAt,
          startsAt: instantOf(at(map.startsAt)),
          endsAt: null,
        },
      ],
    }
  },
}

function labelsAt(value: unknown): Record<string, string> {
  return typeof value === 'string' || Array.isArray(value) ? tagsOf(value) : labelsOf(value)
}

/** Follows `$.a.b[0]`, through what is the document's own alone. */
export function valueAt(json: unknown, path: JsonMap['key']): unknown {
  let value = json
  for (const [, name, nth] of path.matchAll(/\.([^.[\]\s]+)|\[(\d+)\]/g)) {
    const step = name ?? nth ?? ''
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string, unknown>)[step]
  }
  return value
}
