/** Collects what went well, what went wrong, and what would help: from the record and from people's words, each with its source. Pure. */
import type { Incident, Recorded } from '#incidents/incident.ts'
import { span } from '#words/length.ts'
import type { Words } from '#incidents/words.ts'
import { byAttempt, byEvent, type CitedLine, line, quoted } from './evidence.ts'
import type { Finding, Lesson } from './finding.ts'
import type { PartOf } from './people.ts'
import type { Beginning } from './said.ts'
import { lateUpdates } from './late-updates.ts'
import { soon, unnamed, wentWrong } from './went-wrong.ts'
import { linked, spoken } from './words.ts'

export interface Lessons {
  well: CitedLine[]
  wrong: CitedLine[]
  improve: CitedLine[]
  actions: CitedLine[]
}

export function lessons(
  incident: Incident,
  events: readonly Recorded[],
  findings: readonly Pick<Finding, 'message' | 'lesson' | 'signs'>[],
  { words, partOf }: { words: Words; partOf: PartOf },
): Lessons {
  const of = (kind: Lesson['kind']) => findings.filter(({ lesson }) => lesson?.kind === kind)
  const from = (kind: Lesson['kind']) =>
    of(kind).map(({ message, lesson }) => quoted(message, spoken(lesson?.text ?? '')))
  return {
    well: [...wentWell(incident, events, findings), ...from('well')],
    wrong: [
      ...wentWrong(incident, events, words),
      ...of('wrong').map(({ message, lesson }) => unnamed(message, spoken(lesson?.text ?? ''), partOf)),
    ],
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
      ? [line([`The first fix worked: `, ...linked(first.what), '.'], byAttempt(events, first.number))]
      : []),
    ...(incident.updates.length > 1 && lateUpdates(incident, events).length === 0 && declared
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

/** No praise where anything became worse after the first fix, or another was needed. */
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

function answers(events: readonly Recorded[]) {
  return events.flatMap((escalated) => {
    if (escalated.type !== 'escalated') return []
    const given = events.find(
      (one) => one.type === 'role given' && one.role === escalated.role && one.seq > escalated.seq,
    )
    return given?.type === 'role given' ? [{ escalated, given }] : []
  })
}
