/** Figures of a time, of a squad or of a service, for the person who asked. */
import {
  type Figures,
  type Group,
  lastOf,
  type Load,
  type Scope,
  type Statistics,
} from '#learning/statistics.ts'
import type { Message } from '#words/message.ts'
import { bold, code, lines, message, small } from '#words/blocks.ts'
import { clean, cut, inline } from '#words/user-text.ts'
import { statusWords } from '#incidents/words.ts'
import { length } from '#words/length.ts'

export function stats(scope: Scope, statistics: Statistics): Message {
  const { all, bySeverity, bySquad, byService, byMonth, byPerson, inStatus, postmortems, actions } =
    statistics
  if (all.count === 0)
    return message(lines([bold(headline(scope))], ['None. Private ones and drills are never counted.']))
  const groups: Group[] = [
    { ...all, name: 'All' },
    ...bySeverity,
    ...(scope.squad === null ? bySquad.slice(0, 15) : []),
    ...byService.slice(0, 15).map((group) => ({ ...group, name: `on ${group.name}` })),
    ...(scope.months > 1 ? byMonth.filter(({ count }) => count > 0) : []),
  ]
  return message(
    lines([bold(headline(scope))]),
    code(table(groups)),
    inStatus.length > 0 &&
      lines([
        'Time in each status: ',
        inStatus.map(({ status, ms }) => `${statusWords[status]} ${length(ms)}`).join(', '),
      ]),
    byPerson.length > 0 && lines([`Pages: ${byPerson.slice(0, 10).map(loadWords).join(', ')}`]),
    lines(
      [`Post-mortems done: ${postmortems.done} of ${postmortems.of}`],
      [`Action items closed: ${actions.closed} of ${actions.of}`],
    ),
    small(
      `Times are medians: half took longer. ${startOf(all)} Private ones, drills, and what was cancelled or merged are not counted. A picture follows in your messages with me.`,
    ),
  )
}

/** `Devon 12 (3 at night)`. */
function loadWords({ name, pages, atNight }: Load): string {
  return `${inline(name, 60)} ${pages}${atNight > 0 ? ` (${atNight} at night)` : ''}`
}

function headline(scope: Scope): string {
  const { first, months, squad, service } = scope
  const when =
    months === 1 ? `in ${first.toString()}` : `from ${first.toString()} to ${lastOf(scope).toString()}`
  return `Incidents ${when}${squad === null ? '' : ` of ${inline(squad, 60)}`}${service === null ? '' : ` of ${inline(service, 60)}`}`
}

/** Tells from when the times are counted. */
function startOf({ count, started }: Figures): string {
  if (started === 0) return 'They count from the declaration: of none is it said when it began.'
  if (started === count) return 'They count from when it began.'
  return `They count from when it began, which is said of ${started} of ${count}; else from the declaration.`
}

const widest = 20

function table(groups: readonly Group[]): string {
  const name = ({ name: words }: Group) => cut(clean(words), widest).padEnd(widest)
  const figures = ({ count, started, toDetect, toAcknowledge, toResolve }: Figures) => [
    String(count).padStart(6),
    String(started).padStart(13),
    shown(toDetect).padStart(13),
    shown(toAcknowledge).padStart(18),
    shown(toResolve).padStart(14),
  ]
  return [
    `${'Incidents'.padEnd(widest)}number  start known    to detect    to acknowledge    to resolve`,
    ...groups.map((group) => [name(group), ...figures(group)].join('')),
  ].join('\n')
}

function shown(ms: number | null): string {
  if (ms === null) return '–'
  return ms < 60_000 ? '< 1 min' : length(ms)
}
