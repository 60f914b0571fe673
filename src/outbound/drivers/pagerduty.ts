/** The company's present pager: a page is an alert there, known by one key, so a repeat is no double. */
import { askSystem } from '../ask-system.ts'
import type { Driver } from '../driver.ts'

export interface PagerDutyService {
  routingKey: string
  /** The base address of its events. */
  url: string
}

export interface PagerDutyAlert {
  /** Known there as the same alert. */
  dedupKey: string
  summary: string
  severity: 'critical' | 'error' | 'warning' | 'info'
  at: Date
  details: Record<string, string>
}

export function pagerduty({ routingKey, url }: PagerDutyService): Driver<PagerDutyAlert> {
  const tell = async (event: object) => {
    const heard = await askSystem({ url: `${url}/v2/enqueue`, body: { routing_key: routingKey, ...event } })
    return heard.ok ? ({ kind: 'delivered' } as const) : heard.outcome
  }
  return {
    kind: 'pagerduty',
    endsByName: true,
    lasts: true,
    send: ({ dedupKey, summary, severity, at, details }) =>
      tell({
        event_action: 'trigger',
        dedup_key: dedupKey,
        client: 'Muster',
        payload: {
          summary,
          source: 'muster',
          severity,
          timestamp: at.toISOString(),
          class: 'incident',
          custom_details: details,
        },
      }),
    stop: ({ dedupKey }) => tell({ event_action: 'resolve', dedup_key: dedupKey }),
  }
}
