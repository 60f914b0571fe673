/** Explains a group of alerts: by which route it came, why these belong together, what was repeated, and who heard of it. */
import { type AlertGroup, alertGroupName, type GroupAlert } from '#alerts/alert-group.ts'
import type { QuietWindow } from '#alerts/quiet.ts'
import type { Paged } from '#escalation/page-view.ts'
import type { Words } from '#incidents/words.ts'
import { bold, type Line, lines, mention, message, when } from '#words/blocks.ts'
import { length } from '#words/length.ts'
import type { Message } from '#words/message.ts'
import { inline } from '#words/user-text.ts'
import { alertCounts, alertLine, alertSign, groupService, groupTitled } from './alert-words.ts'
import { quietLine } from './quiet-words.ts'

export interface GroupExplained {
  words: Words
  alerts: readonly GroupAlert[]
  pages: readonly Paged[]
  quiet: QuietWindow | null
}

const deeds = {
  page: 'pages the service’s squad, else the first on call',
  declare: 'declares an incident',
  show: 'shows it to engineers and pages nobody',
  keep: 'only keeps it',
} as const

export function alertWhy(group: AlertGroup, { words, alerts, pages, quiet }: GroupExplained): Message {
  const { rule, labels, mergedInto, incident, firstAt } = group
  if (mergedInto !== null)
    return message(
      lines(
        [
          bold(alertGroupName(group)),
          ` became part of A${mergedInto}: a late delivery showed that they are one.`,
        ],
        [bold(`${words.names.command} alerts why A${mergedInto}`), ' tells the rest.'],
      ),
    )
  const heard = alerts.reduce((sum, one) => sum + one.heard, 0)
  const together = pairs(labels)
  return message(
    lines(
      [bold(`${alertSign(group)} ${groupTitled(group, words)}`)],
      [`${alertCounts(group)}, since `, when(firstAt, 'day')],
      groupService(group, words),
    ),
    lines(
      [bold('Route: '), `${routed(rule.when)} ${deeds[rule.do]}.`],
      [
        bold('Together: '),
        together === '' ? 'all alerts of this route' : `alerts of this route with ${together}`,
        `, each within ${length(rule.window)} of another.`,
      ],
      [bold('Repeated: '), repeated(heard, alerts.length)],
      ...(quiet === null ? [] : [[bold('Quiet: '), ...quietLine(quiet, words)]]),
      ...(incident === null ? [] : [[bold('Incident: '), `#${incident}`]]),
      ...paged(group, pages),
    ),
    lines(...alerts.slice(0, 10).map(alertLine)),
  )
}

function routed(wanted: Record<string, string>): string {
  const said = pairs(wanted)
  return said === '' ? 'what no other route matches' : `what has ${said}`
}

/** `service checkout and severity critical`. */
function pairs(labels: Record<string, string>): string {
  return Object.entries(labels)
    .slice(0, 8)
    .map(([name, value]) => `${inline(name, 100)} ${inline(value, 100)}`)
    .join(' and ')
}

function repeated(heard: number, alerts: number): string {
  if (heard <= alerts) return 'nothing; each was said once.'
  return `their sources spoke ${heard} times of ${alerts === 1 ? 'this alert' : `these ${alerts} alerts`}. Nobody is told twice.`
}

function paged({ rule, acknowledgedBy, acknowledgedAt }: AlertGroup, pages: readonly Paged[]): Line[] {
  const answered: Line[] =
    acknowledgedBy === null
      ? []
      : [
          [
            bold('Seen by: '),
            mention(acknowledgedBy),
            ...(acknowledgedAt === null ? [] : [', ', when(acknowledgedAt, 'day')]),
          ],
        ]
  if (pages.length === 0)
    return [
      ...answered,
      [
        bold('Paged: '),
        rule.do === 'page' || rule.do === 'declare' ? 'nobody yet.' : 'nobody, as the route says.',
      ],
    ]
  return [
    ...answered,
    ...pages
      .slice(-8)
      .map(
        ({ user, status, at }): Line => [bold('Paged: '), mention(user), ` (${status}) `, when(at, 'day')],
      ),
  ]
}
