/** Tells what went wrong, of roles and of the system: no person is named. Pure. */
import type { RecordedMessage } from '#history/heard.ts'
import { type Incident, isRole, type Recorded } from '#incidents/incident.ts'
import { roleName, type Words } from '#incidents/words.ts'
import { span } from '#words/length.ts'
import { byAttempt, byEvent, byMessage, type CitedLine, line } from './evidence.ts'
import { lateUpdates } from './late-updates.ts'
import type { PartOf } from './people.ts'
import { linked, type Prose } from './words.ts'

/** The time in milliseconds within which handbooks call a response good. */
export const soon = 5 * 60_000
/** The time in which monitoring should have noticed. */
const unnoticed = 15 * 60_000

export function wentWrong(incident: Incident, events: readonly Recorded[], words: Words): CitedLine[] {
  const acknowledged = events.find((one) => one.type === 'acknowledged')
  return [
    ...lateNotice(incident, events),
    ...(acknowledged && acknowledged.at.getTime() - incident.declaredAt.getTime() > soon
      ? [
          line(
            [`Nobody acknowledged for ${span(incident.declaredAt, acknowledged.at)} after it was declared.`],
            [byEvent(acknowledged)],
          ),
        ]
      : []),
    ...events.flatMap((event): CitedLine[] => {
      const told = eventWords(event, events, words)
      return told === null ? [] : [line(told, [byEvent(event)])]
    }),
    ...incident.fixes
      .filter((fix) => fix.outcome === 'failed')
      .map((fix) =>
        line(
          [`Fix ${fix.number} failed: `, ...linked(fix.what), ...because(fix.remark ?? '')],
          byAttempt(events, fix.number),
        ),
      ),
    ...lateUpdates(incident, events),
  ]
}

/** Somebody's words without their writer; people in them appear by their part. */
export function unnamed(
  message: Pick<RecordedMessage, 'channel' | 'ts' | 'at'>,
  words: Prose,
  partOf: PartOf,
): CitedLine {
  const said = words.map((one) => (typeof one === 'object' && 'person' in one ? partOf(one.person) : one))
  return line(['“', ...said, '”'], [byMessage(message)], message.at)
}

function eventWords(event: Recorded, events: readonly Recorded[], words: Words): Prose | null {
  if (event.type === 'ladder ended')
    return [event.empty ? 'There was nobody to ask.' : 'Everybody was asked, and nobody came.']
  if (event.type === 'reopened') return ['It came back after it was resolved', ...because(event.reason), '.']
  if (event.type !== 'page answered') return null
  const page = pageWords(event, events, words)
  if (event.answer === 'undelivered') return [`${page} could not be delivered.`]
  if (event.answer === 'timed out') return [`${page} was not answered.`]
  return null
}

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

/** `The second page to the IM`. */
function pageWords(
  { role, user, seq }: Extract<Recorded, { type: 'page answered' }>,
  events: readonly Recorded[],
  words: Words,
): string {
  if (role === undefined) return 'A page'
  const to = isRole(role) ? `the ${roleName(role, words)}` : 'somebody called by name'
  const pages = events.filter((one) => one.type === 'paged' && one.role === role)
  const nth = pages.findLastIndex((one) => one.type === 'paged' && one.user === user && one.seq < seq)
  const ordinal = ordinals[nth]
  return ordinal === undefined ? `A page to ${to}` : `The ${ordinal} page to ${to}`
}

function lateNotice({ impactStart, declaredAt }: Incident, events: readonly Recorded[]): CitedLine[] {
  if (impactStart === null || declaredAt.getTime() - impactStart.getTime() <= unnoticed) return []
  const said = events.findLast((one) => one.type === 'impact set' && one.edge === 'start')
  return [
    line(
      [`It had begun ${span(impactStart, declaredAt)} before anybody declared it.`],
      said ? [byEvent(said)] : [],
    ),
  ]
}

function because(reason: string): Prose {
  return reason === '' ? [] : [': ', ...linked(reason)]
}
