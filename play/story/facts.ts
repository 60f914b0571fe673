/** Everything that must be true when a story ends. */
import { z } from 'zod'
import { duration } from '#policy/duration.ts'
import { fixKinds, severities, statuses } from '#incidents/incident.ts'
import { pageStatuses } from '#escalation/page.ts'
import { count, mapping, oneOrMore, words } from './mapping.ts'
import { isTimeAt } from './times.ts'

const number = z.int().min(1)
const time = words.refine(isTimeAt, 'must be a time such as "14:05"')
const status = z.enum(statuses, `must be one of ${statuses.join(', ')}`)
const said = { says: oneOrMore.optional(), 'never says': oneOrMore.optional() }

/** As its person answered; `unreached`: it never came to them. */
const pageAnswers = [...pageStatuses, 'unreached'] as const

/** All attempts, in order. */
const attempts = z.array(
  mapping({
    kind: z.enum(fixKinds, `must be one of ${fixKinds.join(', ')}`).optional(),
    outcome: z.enum(['under way', 'worked', 'failed'], 'must be under way, worked or failed').optional(),
    what: words.optional(),
    link: words.optional(),
    by: words.optional(),
  }),
)

export const incidentFact = mapping({
  incident: number,
  title: words.optional(),
  status: status.optional(),
  severity: z.enum([...severities, 'not set'], 'must be P1 to P5 or not set').optional(),
  squad: words.optional(),
  affected: words.optional(),
  private: z.boolean().optional(),
  drill: z.boolean().optional(),
  reporter: words.optional(),
  'declared at': time.optional(),
  'began at': time.optional(),
  'ended at': time.optional(),
  'acknowledged by': words.optional(),
  'acknowledged within': duration.optional(),
  'resolved at': time.optional(),
  'resolved within': duration.optional(),
  /** `geoc`, `im`, `sem payments`; null: nobody. */
  roles: z.record(z.string(), words.nullable()).optional(),
  fixes: attempts.optional(),
  /** A count, or words of each in order. */
  updates: z.union([count, z.array(words)], 'must be a number, or a list of texts').optional(),
  notes: z.union([count, z.array(words)], 'must be a number, or a list of texts').optional(),
  'fixed by': words.optional(),
  impact: words.optional(),
  'merged into': number.optional(),
  absorbed: z.array(number).optional(),
})

export const incidentsFact = mapping({ incidents: count })

export const channelFact = mapping({
  channel: words,
  exists: z.boolean().optional(),
  /** Top-level messages by Muster. */
  messages: count.optional(),
  /** Replies by Muster. */
  replies: count.optional(),
  ...said,
})

export const roomFact = mapping({
  room: number,
  exists: z.boolean().optional(),
  name: words.optional(),
  topic: words.optional(),
  private: z.boolean().optional(),
  archived: z.boolean().optional(),
  'bot messages': count.optional(),
  'system lines': count.optional(),
  pinned: count.optional(),
  members: z.array(words).optional(),
  'not members': z.array(words).optional(),
  bookmarks: z.array(words).optional(),
  ...said,
})

export const draftFact = mapping({
  draft: number,
  status: words.optional(),
  owner: words.optional(),
  /** As confirmed; else what is suspected first. */
  cause: words.optional(),
  confirmed: z.boolean().optional(),
  /** Among the causes it offers. */
  suspected: oneOrMore.optional(),
  'never suspected': oneOrMore.optional(),
  impact: words.optional(),
  'fixed by': words.optional(),
  'declared at': time.optional(),
  'began at': time.optional(),
  'ended at': time.optional(),
  'acknowledged at': time.optional(),
  'resolved at': time.optional(),
  /** The role of each: `GEOC`, `SEM payments`. */
  people: z.record(z.string(), words).optional(),
  attempts: attempts.optional(),
  links: z.array(words).optional(),
  /** Words of some of its lines, in order. */
  timeline: z.array(words).optional(),
  missing: z.array(words).optional(),
  ...said,
})

export const personFact = mapping({
  person: words,
  'direct messages': count.optional(),
  /** Of the direct messages by Muster, those that made their phone ring: each when it came, and no edit. */
  rang: count.optional(),
  ...said,
})

export const othersFact = mapping({
  /** Those left out. */
  'others than': z.array(words),
  /** Of each of them. */
  'direct messages': count,
})

export const phoneFact = mapping({
  phone: words,
  /** Each time it sounded. */
  rang: count.optional(),
  calls: z
    .union([count, z.array(words)], 'must be a number, or a list such as [missed, answered]')
    .optional(),
  pressed: words.optional(),
  texts: count.optional(),
  mails: count.optional(),
  pushes: count.optional(),
  ...said,
})

/** The company's other pager. */
export const pagerFact = mapping({ pager: count, open: count.optional(), ...said })

/** All whom one incident paged, in the order they were. */
export const pagesFact = mapping({
  pages: number,
  are: z.array(
    mapping({
      to: words,
      /** `geoc`, `im`, `sem payments`; a page by name has none. */
      as: words.optional(),
      answer: z.enum(pageAnswers, `must be one of ${pageAnswers.join(', ')}`).optional(),
    }),
  ),
})

/** The answer to a command that somebody types once all is over: figures, a list, a search. */
export const commandFact = mapping({ command: words, by: words, ...said })

/** Texts that stand in no line that Muster logged. */
export const logFact = mapping({ 'no log says': oneOrMore })

const kinds = {
  incident: incidentFact,
  incidents: incidentsFact,
  channel: channelFact,
  room: roomFact,
  person: personFact,
  draft: draftFact,
  'others than': othersFact,
  phone: phoneFact,
  pager: pagerFact,
  pages: pagesFact,
  command: commandFact,
  'no log says': logFact,
}

export type Fact =
  | z.output<typeof incidentFact>
  | z.output<typeof incidentsFact>
  | z.output<typeof channelFact>
  | z.output<typeof roomFact>
  | z.output<typeof personFact>
  | z.output<typeof draftFact>
  | z.output<typeof othersFact>
  | z.output<typeof phoneFact>
  | z.output<typeof pagerFact>
  | z.output<typeof pagesFact>
  | z.output<typeof commandFact>
  | z.output<typeof logFact>

/** Each fact begins with what it is about. */
export const fact = z
  .custom<Record<string, unknown>>(isMapping, 'must be a mapping')
  .transform((given, context): Fact => {
    const kind = (Object.keys(kinds) as (keyof typeof kinds)[]).find((one) => one in given)
    if (kind === undefined) {
      context.addIssue({
        code: 'custom',
        message: `must say what it is about: one of ${Object.keys(kinds).join(', ')}`,
      })
      return z.NEVER
    }
    const parsed = kinds[kind].safeParse(given)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) context.addIssue({ ...issue, input: given } as never)
    return z.NEVER
  })

function isMapping(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
