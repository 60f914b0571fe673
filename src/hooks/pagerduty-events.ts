/** Events as PagerDuty takes them: a monitoring that spoke to PagerDuty speaks to Muster when its address is changed. */
import { z } from 'zod'
import { alertSeverityIn } from '#alerts/alert-severity.ts'
import { Unreadable } from '#alerts/raw-delivery.ts'
import { bearsSecret, type Incoming, isOneOf } from './incoming.ts'
import { jsonOf } from './json-body.ts'
import { looseLabels, looseText } from './loose.ts'
import type { KindOfSource } from './source-kind.ts'

const text = looseText
const event = z.looseObject({
  event_action: z.enum(
    ['trigger', 'acknowledge', 'resolve'],
    'event_action must be trigger, acknowledge or resolve',
  ),
  dedup_key: text,
  client: text,
  client_url: text,
  payload: z
    .looseObject({
      summary: text,
      source: text,
      severity: text,
      component: text,
      group: text,
      class: text,
      custom_details: z.unknown().optional(),
    })
    .optional(),
  links: z.array(z.looseObject({ href: text, text })).catch([]),
})

/** The key in the body, or where odd clients put it. */
export function routingKeyOf({ raw, header }: Incoming, query: string | undefined): string | undefined {
  const inBody = /"routing_key"\s*:\s*"([^"\\]{1,200})"/.exec(raw.toString('utf8'))?.[1]
  return inBody ?? header('x-routing-key') ?? query
}

export const pagerdutyEvents: KindOfSource<'pagerduty'> = {
  verify: (request, secrets) =>
    bearsSecret(request, secrets) || isOneOf(routingKeyOf(request, undefined), secrets),
  // Without a time of its own, the same words after an end are a new alert.
  repeatKey: () => null,
  read: ({ id, body, receivedAt }) => {
    const parsed = event.safeParse(jsonOf(body))
    if (!parsed.success) throw new Unreadable('it is no event of PagerDuty’s')
    const { event_action: action, dedup_key: key, client, client_url: url, payload, links } = parsed.data
    if (action === 'acknowledge') return { sightings: [] }
    if (action === 'resolve' && key === null)
      throw new Unreadable('it resolves nothing: dedup_key is missing')
    if (action === 'trigger' && !payload?.summary) throw new Unreadable('its payload has no summary')
    const labels = looseLabels.parse(payload?.custom_details)
    const { component, group, class: kind, source: origin } = payload ?? {}
    const own = Object.entries({ component, group, class: kind, origin }).filter(([, value]) => value)
    return {
      sightings: [
        {
          key: key ?? id,
          state: action === 'resolve' ? 'resolved' : 'firing',
          title: payload?.summary ?? '',
          body: typeof payload?.custom_details === 'string' ? payload.custom_details : '',
          severity: alertSeverityIn(payload?.severity),
          labels: { ...labels, ...(Object.fromEntries(own) as Record<string, string>) },
          links: [...links, { href: url, text: client }].flatMap(({ href, text: title }) =>
            href === null ? [] : [{ title: title ?? 'Link', url: href }],
          ),
          rule: kind ?? null,
          at: receivedAt,
          startsAt: null,
          endsAt: null,
        },
      ],
    }
  },
}

/** What PagerDuty answers, which some clients read. What is no JSON was kept as well, and has no key of its own. */
export function enqueued(body: Uint8Array, id: string): object {
  return { status: 'success', message: 'Event processed', dedup_key: dedupKeyIn(body) ?? id }
}

function dedupKeyIn(body: Uint8Array): string | null {
  try {
    return z.looseObject({ dedup_key: text }).safeParse(jsonOf(body)).data?.dedup_key ?? null
  } catch {
    return null
  }
}
