/** Which messages belong on the timeline, each with the reason: pure. */
import type { Message } from '#history/heard.ts'
import type { UserId } from '#incidents/incident.ts'
import { namesCause } from './cause.ts'
import { isQuestion, isSaid, type Told } from './said.ts'
import { linksIn, spoken, textOf } from './words.ts'

export interface Chosen {
  message: Message
  why: string
}

const pins = ['pushpin', 'round_pushpin', '📌']

const linkKinds: { what: string; pattern: RegExp }[] = [
  { what: 'a pull request', pattern: /\/(pull|pulls|merge_requests|pull-requests|pullrequest)\/\d+/i },
  {
    what: 'a deploy',
    pattern:
      /\/\/(deploys?|releases?|ci|jenkins|argocd)[.-]|\/(deploys?|deployments?|releases|pipelines|actions\/runs)\//i,
  },
  {
    what: 'a dashboard',
    pattern:
      /\/\/[^/]*(grafana|datadog|kibana|newrelic|cloudwatch|metabase|honeycomb|logs|kiali|prometheus|splunk|jaeger|graylog|dynatrace|status)[^/]*[.:]|\/(dashboards?|d)\/\w|\/(explore|graph|discover|cloudwatch)\b/i,
  },
  { what: 'a commit', pattern: /\/(commits?|compare)\/[\w.]+/i },
  { what: 'an error tracker', pattern: /\/\/[^/]*(sentry|bugsnag|rollbar|airbrake|raygun|errors?)[^/]*\./i },
]

/** What an address leads to, by how it looks; null for any other. */
export function kindOfLink(url: string): string | null {
  return linkKinds.find(({ pattern }) => pattern.test(url))?.what ?? null
}

const status =
  /\b((is|are|was|were|all|looks?|everything|still|back|users?|quotes?)\b.{0,40}\b(back|down|up again|fixed|recovered|restored|resolved|healthy|repaired|gone|failing|stable)|back to normal|works? again|answers? .{0,20}again|(rolled|rolling|going) back|(revert|rollback|hotfix|release|deploy(ment)?) is (out|live|done|up)|released|deployed|reverted|mitigated|recovering|restart(ed|s)? in a loop|(fail\w*|errors?|refus\w*|time-?outs?|broken|down|slow|happen\w*|crash\w*) again)\b/i

export interface Known {
  bot: UserId
  /** Keys of messages that somebody put there. */
  added: ReadonlySet<string>
  /** The ts of the message the incident was declared from. */
  source: string | null
  /** The message in which the cause is named, once that is settled. */
  cause: Message | null
}

export function chosen(messages: readonly Message[], { bot, added, source, cause }: Known): Chosen[] {
  let causeNamed = false
  return messages.flatMap((message): Chosen[] => {
    if (!isSaid(message, bot)) return []
    const text = textOf(spoken(message.text))
    const isFirstCause = !causeNamed && !message.byApp && namesCause(text)
    causeNamed ||= isFirstCause
    const why = added.has(`message:${message.channel}:${message.ts}`)
      ? 'added by hand'
      : reason(message, text, { isFirstCause, isCause: message === cause, source })
    return why === null ? [] : [{ message, why }]
  })
}

/** Whether what was said may be on the timeline for what it says, without anybody's doing. */
export function speaksForItself(told: Told, bot: UserId): boolean {
  if (!isSaid(told, bot)) return false
  const text = textOf(spoken(told.text))
  return (!told.byApp && namesCause(text)) || reasonInside(told, text) !== null
}

/** Whether a reaction marks a message for the timeline. */
export function isPin(reaction: string): boolean {
  return pins.includes(reaction)
}

function reason(
  message: Message,
  text: string,
  { isFirstCause, isCause, source }: { isFirstCause: boolean; isCause: boolean; source: string | null },
): string | null {
  if (message.ts === source) return 'it was declared from this'
  if (message.pinned) return 'pinned'
  if (message.reactions.some(({ name }) => isPin(name))) return 'marked 📌'
  const inside = reasonInside(message, text)
  if (inside !== null && inside !== asStatus) return inside
  if (isFirstCause) return 'first to name a cause'
  return isCause ? 'names the cause' : inside
}

const asStatus = 'says how it stands'

function reasonInside(message: Told, text: string): string | null {
  const kind = linksIn(spoken(message.text))
    .map(kindOfLink)
    .find((one) => one !== null)
  if (kind) return `links to ${kind}`
  if (message.files.some(({ mimetype }) => mimetype.startsWith('image/'))) return 'a screenshot'
  if (message.files.length > 0) return 'a file'
  return !message.byApp && !isQuestion(text) && status.test(text) ? asStatus : null
}
