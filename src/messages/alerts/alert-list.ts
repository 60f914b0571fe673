/** Lists what is firing now, by service. */
import { alertGroupName } from '#alerts/alert-group.ts'
import { byServiceOf, type FiringNow, type ListedGroup } from '#alerts/alert-list.ts'
import type { QuietWindow } from '#alerts/quiet.ts'
import { serviceName, type Words } from '#incidents/words.ts'
import { bold, type Line, lines, mention, message, when } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'
import { inline } from '#words/user-text.ts'
import { alertCounts, alertSign } from './alert-words.ts'
import { quietLine } from './quiet-words.ts'

/** Services and groups shown at most. */
const most = { services: 15, groups: 30 }

export function alertList(
  { groups, of }: FiringNow,
  { words, quiet, service }: { words: Words; quiet: readonly QuietWindow[]; service: string | null },
): Message {
  const about = service === null ? '' : ` for ${inline(serviceName(service, words), 80)}`
  const shown = groups.slice(0, most.groups)
  return message(
    lines([
      bold(
        of === 0
          ? `Nothing is firing${about}.`
          : `${of === 1 ? 'One group of alerts is' : `${of} groups of alerts are`} firing${about}:`,
      ),
    ]),
    ...byServiceOf(shown)
      .slice(0, most.services)
      .map(([one, own]) =>
        lines([bold(one === null ? 'No service' : inline(serviceName(one, words), 80))], ...own.map(row)),
      ),
    of > shown.length &&
      lines([
        `The ${shown.length} worst are shown. A service shows its own: ${words.names.command} alerts checkout`,
      ]),
    of > 0 &&
      lines([
        'Why one is as it is: ',
        bold(`${words.names.command} alerts why ${alertGroupName(shown[0]!)}`),
      ]),
    quiet.length > 0 &&
      lines([bold('Maintenance')], ...quiet.slice(0, 10).map((one) => quietLine(one, words))),
  )
}

function row(group: ListedGroup): Line {
  const { title, firstAt, incident, acknowledgedBy, quietUntil, rule } = group
  return [
    `${alertSign(group)} `,
    bold(alertGroupName(group)),
    ` ${inline(title, 150)} · ${alertCounts(group)} since `,
    when(firstAt, 'day'),
    ...(incident === null ? [] : [` · #${incident}`]),
    ...(acknowledgedBy === null ? [] : [' · ', mention(acknowledgedBy)]),
    ...(quietUntil === null ? [] : [' · quiet until ', when(quietUntil, 'day')]),
    rule.do === 'keep' ? ' · only kept' : '',
  ]
}
