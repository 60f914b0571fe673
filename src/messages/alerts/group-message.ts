/** Shows a group of alerts to engineers: one message that grows, and says when it is over. */
import type { AlertGroup, GroupAlert } from '#alerts/alert-group.ts'
import type { QuietWindow } from '#alerts/quiet.ts'
import { serviceName, type Words } from '#incidents/words.ts'
import { bold, button, buttons, type Line, lines, mention, message, small, when } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'
import { inline } from '#words/user-text.ts'
import { alertCounts, alertLine, alertSign, groupService, groupTitled } from './alert-words.ts'

export interface ShownGroup {
  words: Words
  /** The worst of its alerts first. */
  alerts: readonly GroupAlert[]
  /** The time of maintenance by which it pages nobody. */
  quiet: QuietWindow | null
}

/** The alerts shown; the rest is counted. */
const shown = 5

export function groupMessage(group: AlertGroup, { words, alerts, quiet }: ShownGroup): Message {
  if (group.mergedInto !== null) return merged(group, words)
  const { number, state, firing, unknown, resolved, firstAt, resolvedAt, incident } = group
  const more = firing + unknown + resolved - Math.min(alerts.length, shown)
  const over = state === 'resolved'
  return message(
    lines(
      [bold(`${alertSign(group)} ${groupTitled(group, words)}`)],
      [
        over ? `All ${resolved} cleared` : alertCounts(group),
        ', since ',
        when(firstAt, 'day'),
        ...(over && resolvedAt !== null ? [', over ', when(resolvedAt, 'day')] : []),
      ],
      groupService(group, words),
    ),
    lines(
      ...alerts.slice(0, shown).map(alertLine),
      more > 0 && [`and ${more} more: ${words.names.command} alerts A${number}`],
    ),
    ...standing(group, quiet, words),
    !over &&
      incident === null &&
      buttons(
        button('It’s an incident', 'alert.declare', String(number)),
        button('Quiet 1 h', 'alert.quiet', String(number)),
        ...(group.notUsefulAt === null ? [button('Not useful', 'alert.not-useful', String(number))] : []),
      ),
  )
}

function merged(group: AlertGroup, words: Words): Message {
  return message(
    lines(
      [bold(groupTitled(group, words))],
      [`It is part of A${group.mergedInto} now: a late delivery showed that they are one.`],
    ),
  )
}

/** What became of it, and who said so. */
function standing(
  { incident, acknowledgedBy, quietBy, quietUntil, notUsefulBy }: AlertGroup,
  quiet: QuietWindow | null,
  words: Words,
) {
  const said: Line[] = [
    ...(incident === null ? [] : [[bold(`Incident #${incident}`), ' has it.']]),
    ...(acknowledgedBy === null ? [] : [[mention(acknowledgedBy), ' has seen it.']]),
    ...(quietUntil === null || quietBy === null
      ? []
      : [['Quiet until ', when(quietUntil, 'day'), ', by ', mention(quietBy), '.']]),
    ...(notUsefulBy === null ? [] : [[mention(notUsefulBy), ' found it not useful: its rule is counted.']]),
  ]
  return [
    said.length > 0 && lines(...said),
    quiet !== null &&
      small(
        `Maintenance${quiet.service === null ? '' : ` of ${inline(serviceName(quiet.service, words), 80)}`}: it pages nobody until that is over. ${inline(quiet.why, 200)}`,
      ),
  ]
}
