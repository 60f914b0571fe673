/** Alerts that a story's monitoring sends. */
import { z } from 'zod'
import { gravities, type Trouble } from '../../sandbox/monitors/monitor.ts'
import { manners, sources } from '../../sandbox/monitors/monitors.ts'
import { duration } from '#policy/duration.ts'
import { mapping, words } from './mapping.ts'

const states = [...manners, 'beats', 'stops'] as const
const names = Object.keys(sources)

export const alertSent = mapping({
  source: z.enum(names, `must be one of ${names.join(', ')}`),
  state: z.enum(states, `must be one of ${states.join(', ')}`).default('firing'),
  title: words.default('CheckoutErrors'),
  text: words.optional(),
  service: words.optional(),
  severity: z.enum(gravities, `must be one of ${gravities.join(', ')}`).optional(),
  labels: z.record(z.string(), z.coerce.string()).optional(),
  form: words.optional(),
  /** Of a heartbeat. */
  every: duration.default(300_000),
  /** The number of alerts, each with a label `instance` of its own. */
  alerts: z.int().min(1).max(5_000).default(1),
  /** All of one moment in one letter, where the source writes such. */
  together: z.boolean('must be true or false').default(false),
  /** The time over which they come. */
  over: duration.optional(),
  /** The number of times that each is said. */
  times: z.int().min(1).max(50).default(1),
})

export type AlertSent = z.output<typeof alertSent>

export function troublesOf({
  alerts,
  title,
  text,
  service,
  severity,
  labels = {},
  form,
}: AlertSent): Trouble[] {
  return Array.from({ length: alerts }, (_, nth) => ({
    title,
    labels: alerts === 1 ? labels : { ...labels, instance: String(nth + 1) },
    ...(text !== undefined && { text }),
    ...(service !== undefined && { service }),
    ...(severity !== undefined && { severity }),
    ...(form !== undefined && { form }),
  }))
}
