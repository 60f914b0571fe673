import { z } from 'zod'
import { duration } from './duration.ts'
import { nearest } from './nearest.ts'
import { pattern } from './person.ts'
import { section } from './section.ts'

export const sourceKinds = [
  'alertmanager',
  'grafana',
  'sentry',
  'datadog',
  'sns',
  'pagerduty',
  'generic',
  'heartbeat',
] as const
export type SourceKind = (typeof sourceKinds)[number]

export const sourceName = pattern(
  /^(?!twilio$)(?!.*-file$)[a-z][a-z0-9-]{0,39}$/,
  'must begin with a letter and be lower-case letters, digits or - (at most 40); twilio is taken',
)

const silentAfter = duration
  .refine((ms) => ms >= 60_000, 'must be at least 1m')
  .nullable()
  .default(null)
  .describe(
    'An alert that fires and is not heard of for so long is unknown. Otherwise learned from the source.',
  )

const headerName = pattern(/^[A-Za-z][A-Za-z0-9-]{0,79}$/, 'must be the name of a header')
  .nullable()
  .default(null)

const jsonPath = pattern(
  /^\$(\.[^.[\]\s]{1,100}|\[\d{1,4}\]){1,20}$/,
  'must be a path into the JSON such as $.alert.id or $.items[0].name',
)

const map = section({
  key: jsonPath.describe('What names the alert: the same when it fires and when it is resolved.'),
  title: jsonPath,
  state: jsonPath
    .nullable()
    .default(null)
    .describe('Words such as resolved, ok, closed mean that it is over.'),
  severity: jsonPath.nullable().default(null),
  body: jsonPath.nullable().default(null),
  labels: jsonPath.nullable().default(null).describe('A mapping, a list of name:value, or a text of them.'),
  link: jsonPath.nullable().default(null),
  starts_at: jsonPath.nullable().default(null).describe('The start, the same in each word of one episode.'),
})

const plain = <Kind extends SourceKind>(kind: Kind) =>
  section({ kind: z.literal(kind), silent_after: silentAfter })

const source = z.discriminatedUnion(
  'kind',
  [
    plain('alertmanager'),
    section({
      kind: z.literal('grafana'),
      signature_header: headerName.describe(
        'The header with the signature, where Grafana signs with another name.',
      ),
      timestamp_header: headerName.describe(
        'The header with the signed time: then a request is good for five minutes.',
      ),
      silent_after: silentAfter,
    }),
    plain('sentry'),
    plain('datadog'),
    plain('pagerduty'),
    section({
      kind: z.literal('sns'),
      topics: z
        .array(pattern(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:\S{1,256}$/, 'must be the ARN of a topic'))
        .min(1, 'must name a topic'),
      silent_after: silentAfter,
    }),
    section({ kind: z.literal('generic'), map, silent_after: silentAfter }),
    section({
      kind: z.literal('heartbeat'),
      every: duration.refine((ms) => ms >= 60_000, 'must be at least 1m'),
    }),
  ],
  {
    error: ({ input }) => {
      const kind = typeof input === 'object' && input !== null && 'kind' in input ? input.kind : undefined
      const near = typeof kind === 'string' ? nearest(kind, sourceKinds) : undefined
      return `must have a kind: one of ${sourceKinds.join(', ')}${near ? `. Did you mean "${near}"?` : ''}`
    },
  },
)

export type AlertSource = z.output<typeof source>
export type JsonMap = z.output<typeof map>

/** What sends alerts, by name. Its secret is in the variable `MUSTER_SOURCE_<NAME>`. */
export const sourcesSection = z.record(sourceName, source).default({})

/** The variable with the secret of a source. */
export function secretVariable(source: string): string {
  return `MUSTER_SOURCE_${source.toUpperCase().replaceAll('-', '_')}`
}
