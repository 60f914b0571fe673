/** Collects what went well, what went wrong, and what would help: from the record and from people's words, each with its source. Pure. */
import type { Incident, Recorded } from '#incidents/incident.ts'
import { span } from '#words/length.ts'
import { byAttempt, byEvent, type CitedLine, line, quoted } from './evidence.ts'
import type { Finding, Lesson } from './finding.ts'
import type { Beginning } from './said.ts'
import { linked, spoken, type Prose } from './words.ts'

export interface Lessons {
  well: CitedLine[]
  wrong: CitedLine[]
  improve: CitedLine[]
  actions: CitedLine[]
}

/** The time in milliseconds within which handbooks call a response good. */
const soon = 5 * 60_000
const grace = 60_000
/** The time in which monitoring should have noticed. */
const unnoticed = 15 * 60_000

export function lessons(
  incident: Incident,
  events: readonly Recorded[],
  findings: readonly Pick<Finding, 'message' | 'lesson' | 'signs'>[],
): Lessons {
  const from = (kind: Lesson['kind']) =>
    findings.flatMap(({ message, lesson }) =>
      lesson?.kind === kind ? [quoted(message, spoken(lesson.text))] : [],
    )
  return {
    well: [...wentWell(incident, events, findings), ...from('well')],
    wrong: [...wentWrong(incident, events), ...from('wrong')],
    improve: from('improve'),
    actions: from('action'),
  }
}

/** The first match decides, so that no message appears twice. */
const kinds = ['action', 'improve', 'well', 'wrong'] as const

export function lessonIn({ sentences, languages }: Beginning): Lesson | null {
  for (const kind of kinds) {
    const found = sentences.filter(
      ({ folded, isQuestion }) => !isQuestion && languages.some(({ lessons }) => lessons[kind].test(folded)),
    )
    if (found.length > 0) return { kind, text: found.map(({ text }) => text).join(' ') }
  }
  return null
}

function wentWell(
  incident: Incident,
  events: readonly Recorded[],
  findings: readonly Pick<Finding, 'message' | 'signs'>[],
): CitedLine[] {
  const acknowledged = events.find((one) => one.type === 'acknowledged')
  const first = incident.fixes[0]
  const [declared] = events
  return [
    ...(acknowledged && acknowledged.at.getTime() - incident.declaredAt.getTime() <= soon
      ? [
          line(
            [`Acknowledged ${span(incident.declaredAt, acknowledged.at)} after it was declared.`],
            [byEvent(acknowledged)],
          ),
        ]
      : []),
    ...answers(events).flatMap(({ escalated, given }) =>
      given.at.getTime() - escalated.at.getTime() <= soon
        ? [
            line(
              [{ person: given.to }, ` came ${span(escalated.at, given.at)} after being called.`],
              [byEvent(escalated), byEvent(given)],
            ),
          ]
        : [],
    ),
    ...(first?.outcome === 'worked' && isUnspoilt(incident, events, findings)
      ? [line([`The first attempt worked: `, ...linked(first.what), '.'], byAttempt(events, first.number))]
      : []),
    ...(incident.updates.length > 1 && late(incident, events).length === 0 && declared
      ? [
          line(
            [
              `${incident.private ? 'Its room' : 'Stakeholders'} had ${incident.updates.length} updates, each no later than promised.`,
            ],
            events.filter((one) => one.type === 'update posted').map(byEvent),
          ),
        ]
      : []),
  ]
}

/** No praise where anything became worse after the first attempt, or another was needed. */
function isUnspoilt(
  { fixes }: Incident,
  events: readonly Recorded[],
  findings: readonly Pick<Finding, 'message' | 'signs'>[],
): boolean {
  const [first, ...others] = fixes
  if (first === undefined || others.length > 0) return false
  const later = events.filter(({ at }) => at >= first.startedAt)
  return (
    !later.some(({ type }) => type === 'reopened' || type === 'severity changed') &&
    !findings.some(({ message, signs }) => message.at >= first.startedAt && signs.isWorse)
  )
}

function wentWrong(incident: Incident, events: readonly Recorded[]): CitedLine[] {
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
      if (event.type === 'ladder ended')
        return [
          line(
            [event.empty ? 'There was nobody to ask.' : 'Everybody was asked, and nobody came.'],
            [byEvent(event)],
          ),
        ]
      if (event.type === 'reopened')
        return [line(['It came back after it was resolved', ...because(event.reason), '.'], [byEvent(event)])]
      if (event.type === 'page answered' && event.answer === 'undelivered')
        return [line(['A page to ', { person: event.user }, ' could not be delivered.'], [byEvent(event)])]
      if (event.type === 'page answered' && event.answer === 'timed out')
        return [line(['A page to ', { person: event.user }, ' was not answered in time.'], [byEvent(event)])]
      return []
    }),
    ...incident.fixes
      .filter((fix) => fix.outcome === 'failed')
      .map((fix) =>
        line(
          [`Attempt ${fix.number} failed: `, ...linked(fix.what), ...because(fix.remark ?? '')],
          byAttempt(events, fix.number),
        ),
      ),
    ...late(incident, events),
  ]
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

/** Updates that came later than stakeholders were promised. */
function late({ updates, resolvedAt }: Incident, events: readonly Recorded[]): CitedLine[] {
  return updates.flatMap((one, index) => {
    const next = updates[index + 1]?.at ?? resolvedAt
    if (one.nextAt === null || next === null || next.getTime() <= one.nextAt.getTime() + grace) return []
    const cites = events
      .filter((event) => event.type === 'update posted' && event.number === one.number)
      .map(byEvent)
    return [
      line([`The update promised after update ${one.number} came ${span(one.nextAt, next)} late.`], cites),
    ]
  })
}

function answers(events: readonly Recorded[]) {
  return events.flatMap((escalated) => {
    if (escalated.type !== 'escalated') return []
    const given = events.find(
      (one) => one.type === 'role given' && one.role === escalated.role && one.seq > escalated.seq,
    )
    return given?.type === 'role given' ? [{ escalated, given }] : []
  })
}
