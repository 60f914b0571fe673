import { z } from 'zod'
import { duration } from './duration.ts'
import { oneOf } from './one-of.ts'
import { pattern } from './person.ts'
import { section } from './section.ts'

/** The words a source may have for how grave an alert is, the worst first. */
const gravities = ['critical', 'error', 'warning', 'info'] as const

const wanted = pattern(/^\S[^]{0,199}$/u, 'must be 1 to 200 characters; * stands for any')
const labelName = pattern(/^\S.{0,99}$/u, 'must be the name of a label, at most 100 characters')

const gravity = oneOf(gravities, [
  [/^(p[1-5]|sev-?\d)$/i, 'P1 to P5 are severities of incidents.'],
  [
    /^(page|high|fatal|emergency|disaster)$/i,
    'Words of a source that mean so are read as "critical" or "error".',
  ],
])

const matcher = z
  .record(labelName, z.union([wanted, z.number().transform(String), z.boolean().transform(String)]))
  .superRefine((when, context) => {
    const severity = when['severity']
    if (severity === undefined || severity.includes('*')) return
    const read = gravity.safeParse(severity)
    for (const { message } of read.error?.issues ?? [])
      context.addIssue({ code: 'custom', path: ['severity'], message })
  })

const deeds = oneOf(
  ['page', 'declare', 'show', 'keep'],
  [
    [/^(call|wake|notify|alert)$/i, 'Did you mean "page"?'],
    [/^(incident|open)$/i, 'Did you mean "declare"?'],
    [/^(post|tell|slack|channel|message)$/i, 'Did you mean "show"?'],
    [/^(drop|ignore|silence|none|mute|log)$/i, 'Did you mean "keep"?'],
  ],
)

const route = section({
  when: matcher
    .default({})
    .describe('Labels of an alert, or its source, severity, title, service or rule. * stands for any words.'),
  do: deeds.describe(
    'page: the service’s squad, else the GEOC. declare: an incident. show: one message. keep: nothing.',
  ),
  severity: z
    .enum(['P1', 'P2', 'P3', 'P4', 'P5'])
    .nullable()
    .default(null)
    .describe('The severity of the incident it declares or the page it sends; otherwise the service’s.'),
  group_by: z
    .array(labelName)
    .default(['service', 'rule'])
    .describe('Alerts with the same of these belong together.'),
  window: duration
    .prefault('30m')
    .refine((ms) => ms <= 86_400_000, 'must be at most 1d')
    .describe('An alert joins a group whose latest began no longer ago than this.'),
}).refine(({ do: deed, severity }) => severity === null || deed === 'page' || deed === 'declare', {
  path: ['severity'],
  message: 'belongs to page or declare: what is shown or kept has none',
})

export type AlertRoute = z.output<typeof route>

/** The first that matches decides. */
export const routesSection = z.array(route).default([])
