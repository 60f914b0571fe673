/** Which messages belong on the timeline, each with the reason: pure. */
import type { Message } from '#history/heard.ts'
import type { UserId } from '#incidents/incident.ts'
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
      /\/\/[^/]*(grafana|datadog|kibana|newrelic|cloudwatch|metabase|honeycomb|logs|kiali|status)[^/]*\.|\/(dashboards?|d)\/\w|\/explore\?/i,
  },
  { what: 'an error tracker', pattern: /\/\/[^/]*(sentry|bugsnag|rollbar|airbrake|raygun|errors?)[^/]*\./i },
]

/** What an address leads to, by how it looks; null for any other. */
export function kindOfLink(url: string): string | null {
  return linkKinds.find(({ pattern }) => pattern.test(url))?.what ?? null
}

const cause =
  /\b(root cause|(the |its )?cause (is|was|of)|caused by|because of|due to|culprit|introduced (by|in|with)|broke (with|since|in)|comes from|stems from)\b/i
const noCause =
  /\b(not|isn'?t|wasn'?t|no idea|unknown|don'?t know|unclear|no|without a)\b[^.]{0,25}\b(cause|culprit)\b|\bcause (is|was) (not|unknown|unclear)\b/i

/** Whether a text names a cause, rather than asking for one or ruling one out. */
export function namesCause(text: string): boolean {
  const told = sentences(text).filter((one) => !one.trimEnd().endsWith('?'))
  return told.some((one) => cause.test(one) && !noCause.test(one))
}

/** The sentences of a text that name the cause. */
export function causeIn(text: string): string {
  return sentences(text)
    .filter((one) => cause.test(one) && !noCause.test(one))
    .join(' ')
    .trim()
}

const status =
  /\b((is|are|was|were|all|looks?|everything|still|back|users?|quotes?)\b.{0,40}\b(back|down|up again|fixed|recovered|restored|resolved|healthy|repaired|gone|failing|stable)|back to normal|works? again|answers? .{0,20}again|(rolled|rolling|going) back|(revert|rollback|hotfix|release|deploy(ment)?) is (out|live|done|up)|released|deployed|reverted|mitigated|recovering|restart(ed|s)? in a loop)\b/i

export function sentences(text: string): string[] {
  return text.split(/(?<=[.!?])\s+|\n+/).filter((one) => one.trim() !== '')
}

/** `added`: keys of messages that somebody put there; `source` is the message the incident was declared from. */
export function chosen(
  messages: readonly Message[],
  { bot, added, source }: { bot: UserId; added: ReadonlySet<string>; source: string | null },
): Chosen[] {
  let causeNamed = false
  return messages.flatMap((message): Chosen[] => {
    if (!isSaid(message, bot)) return []
    const text = textOf(spoken(message.text))
    const isFirstCause = !causeNamed && !message.byApp && namesCause(text)
    causeNamed ||= isFirstCause
    const why = added.has(`message:${message.channel}:${message.ts}`)
      ? 'added by hand'
      : reason(message, text, { isFirstCause, source })
    return why === null ? [] : [{ message, why }]
  })
}

function reason(
  message: Message,
  text: string,
  { isFirstCause, source }: { isFirstCause: boolean; source: string | null },
): string | null {
  if (message.ts === source) return 'it was declared from this'
  if (message.pinned) return 'pinned'
  if (message.reactions.some(({ name }) => pins.includes(name))) return 'marked 📌'
  const kind = linksIn(spoken(message.text))
    .map(kindOfLink)
    .find((one) => one !== null)
  if (kind) return `links to ${kind}`
  if (message.files.some(({ mimetype }) => mimetype.startsWith('image/'))) return 'a screenshot'
  if (message.files.length > 0) return 'a file'
  if (message.byApp) return null
  if (isFirstCause) return 'first to name a cause'
  return !text.trimEnd().endsWith('?') && status.test(text) ? 'says how it stands' : null
}

/** Words of somebody else than us, and not a line such as "joined". */
export function isSaid({ deleted, author, subtype, text, files }: Message, bot: UserId): boolean {
  if (deleted || author === bot || (text === '' && files.length === 0)) return false
  return subtype === null || ['file_share', 'thread_broadcast', 'bot_message', 'me_message'].includes(subtype)
}
