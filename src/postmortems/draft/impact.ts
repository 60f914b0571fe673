/** Tells the effect on others, in the words of people in the room and of the person who resolved it. Pure. */
import type { RecordedMessage } from '#history/heard.ts'
import { peopleAmong } from '#incidents/actor.ts'
import type { ImpactEdge, Incident, Recorded, UserId } from '#incidents/incident.ts'
import { span } from '#words/length.ts'
import { byEvent, type CitedLine, line, orAsk, quoted } from './evidence.ts'
import { saysNothing } from './cause-label.ts'
import type { Finding } from './finding.ts'
import type { Beginning } from './said.ts'
import { linked } from './words.ts'

export interface ImpactStatement {
  message: RecordedMessage
  /** The sentences about the impact. */
  text: string
}

const most = 6

const denied =
  /\b(no|not|without|unknown|unclear|checking|what) (\w+ )?impact\b|\bimpact (is|was) (not|unknown|unclear)\b/i

const label = /\bimpact\b[\s*_~`]{0,4}[:：]/i

/** The sentences of a text that describe an impact. */
export function impactIn({ sentences, languages }: Beginning): string {
  return sentences
    .filter(
      ({ words, folded, isQuestion }) =>
        languages.some(({ impact }) => impact.test(folded)) && !isDenied(words) && !isQuestion,
    )
    .map(({ words }) => words)
    .join(' ')
}

function isDenied(words: string): boolean {
  const labelled = label.exec(words)
  return labelled === null
    ? denied.test(words)
    : saysNothing(words.slice(labelled.index + labelled[0].length))
}

export function toldOf(findings: readonly Pick<Finding, 'message' | 'impact'>[]): ImpactStatement[] {
  return findings
    .flatMap(({ message, impact: text }) => (text === '' ? [] : [{ message, text }]))
    .slice(0, most)
}

/** The words of the person who resolved it; else as it was told in the room. */
export function impactLines(
  incident: Incident,
  events: readonly Recorded[],
  told: readonly ImpactStatement[],
  ask: UserId | undefined,
): CitedLine[] {
  const { resolution, affected } = incident
  const resolved = events.findLast((one) => one.type === 'resolved')
  const declared = events.filter((one) => one.type === 'declared').map(byEvent)
  const quotes = told.map(({ message, text }) => quoted(message, linked(text)))
  const question = 'What was the impact: who could not do what, for how long, at what cost?'
  return [
    ...(resolution?.impact && resolved
      ? [line(linked(resolution.impact), [byEvent(resolved)])]
      : orAsk(quotes, question, [ask, ...peopleAmong([incident.reporter])])),
    ...timeLines(incident, events),
    ...(affected ? [line(['Said at the start: ', ...linked(affected)], declared)] : []),
  ]
}

/** The start and the end, each with the event in which somebody said it. */
function timeLines({ impactStart, impactEnd }: Incident, events: readonly Recorded[]): CitedLine[] {
  const said = (edge: ImpactEdge) =>
    events.filter((one) => one.type === 'impact set' && one.edge === edge).slice(-1)
  return [
    ...(impactStart ? [line(['It began.'], said('start').map(byEvent), impactStart)] : []),
    ...(impactEnd
      ? [
          line(
            [impactStart ? `It ended, after ${span(impactStart, impactEnd)}.` : 'It ended.'],
            said('end').map(byEvent),
            impactEnd,
          ),
        ]
      : []),
  ]
}
