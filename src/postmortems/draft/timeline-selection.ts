/** Selects the messages that belong on the timeline, each with the reason. Pure. */
import type { RecordedMessage } from '#history/heard.ts'
import type { Finding } from './finding.ts'
import type { Beginning, Utterance } from './said.ts'
import { linksIn, spoken } from './words.ts'

export interface TimelineChoice {
  message: RecordedMessage
  why: string
}

const pins = ['pushpin', 'round_pushpin', '📌']

/** Recognises a kind of link by the part of its host before the last dot or colon, or by any part of the address. */
const linkKinds: { what: string; host: RegExp | null; address: RegExp | null }[] = [
  {
    what: 'a pull request',
    host: null,
    address: /\/(pull|pulls|merge_requests|pull-requests|pullrequest)\/\d/i,
  },
  {
    what: 'a deploy',
    host: null,
    address:
      /\/\/(deploys?|releases?|ci|jenkins|argocd)[.-]|\/(deploys?|deployments?|releases|pipelines|actions\/runs)\//i,
  },
  {
    what: 'a dashboard',
    host: /grafana|datadog|kibana|newrelic|cloudwatch|metabase|honeycomb|logs|kiali|prometheus|splunk|jaeger|graylog|dynatrace|status/i,
    address: /\/(dashboards?|d)\/\w|\/(explore|graph|discover|cloudwatch)\b/i,
  },
  { what: 'a commit', host: null, address: /\/(commits?|compare)\/[\w.]/i },
  { what: 'an error tracker', host: /sentry|bugsnag|rollbar|airbrake|raygun|error/i, address: null },
]

/** Guesses from its look where an address leads; null for any other. */
export function kindOfLink(url: string): string | null {
  const [, , authority = ''] = url.split('/', 3)
  const host = authority.slice(0, Math.max(authority.lastIndexOf('.'), authority.lastIndexOf(':'), 0))
  const kind = linkKinds.find((one) => one.host?.test(host) || one.address?.test(url))
  return kind?.what ?? null
}

export interface Known {
  /** Keys of messages that people added by hand. */
  added: ReadonlySet<string>
  /** The ts of the message from which the incident was declared. */
  source: string | null
  /** Why messages matter for where they stand, by their keys. */
  turning: ReadonlyMap<string, string>
}

/** The messages of one hour that a reader can take in; the likeliest reasons come first. */
const mostInAnHour = 20

export function selectForTimeline(findings: readonly Finding[], known: Known): TimelineChoice[] {
  const all = findings.flatMap((finding): (TimelineChoice & { weight: number })[] => {
    if (!finding.isSaid) return []
    const { message } = finding
    const marked = mark(finding, known)
    if (marked !== null) return [{ message, why: marked, weight: 3 }]
    if (finding.signs.chatter === 'joke') return []
    const turning = known.turning.get(`message:${message.channel}:${message.ts}`)
    if (turning !== undefined) return [{ message, why: turning, weight: 2 }]
    const why = reason(finding)
    return why === null ? [] : [{ message, why, weight: 1 }]
  })
  const hours = Map.groupBy(all, ({ message }) => Math.floor(message.at.getTime() / 3_600_000))
  const kept = new Set(
    [...hours.values()].flatMap((hour) =>
      hour
        .toSorted((a, b) => b.weight - a.weight)
        .filter(({ weight }, place) => weight === 3 || place < mostInAnHour),
    ),
  )
  return all.flatMap((one) => (kept.has(one) ? [{ message: one.message, why: one.why }] : []))
}

/** Tells if a reaction marks a message for the timeline. */
export function isPin(reaction: string): boolean {
  return pins.includes(reaction)
}

/** Marks of people on a message, which no rule takes away. */
function mark({ message }: Finding, { added, source }: Known): string | null {
  if (added.has(`message:${message.channel}:${message.ts}`)) return 'added by hand'
  if (message.ts === source) return 'it was declared from this'
  if (message.pinned) return 'pinned'
  return message.reactions.some(({ name }) => isPin(name)) ? 'marked 📌' : null
}

function reason({ speaks, naming, refutes, signs }: Finding): string | null {
  if (naming !== null) return naming.sure === 0 ? 'guesses at the cause' : 'says what the cause may be'
  if (refutes !== null && (refutes.subjects.length > 0 || refutes.isLast)) return 'rules something out'
  return speaks === asStatus && signs.chatter !== 'none' ? null : speaks
}

const asStatus = 'says how it stands'

/** The reason a message is on the timeline for its words or its links; null where there is none. */
export function speaksOf(
  { byApp, files }: Pick<Utterance, 'byApp' | 'files'>,
  { text, folded, languages, isQuestion }: Beginning,
): string | null {
  const kind = linksIn(spoken(text))
    .map(kindOfLink)
    .find((one) => one !== null)
  if (kind) return `links to ${kind}`
  if (files.some(({ mimetype }) => mimetype.startsWith('image/'))) return 'a screenshot'
  if (files.length > 0) return 'a file'
  const isStatus = languages.some(({ status }) => status.test(folded))
  return !byApp && !isQuestion && isStatus ? asStatus : null
}
