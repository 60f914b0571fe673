/** Finds in the record itself what may tell the cause: attempts and what they saw, updates, notes, changes, alerts. Pure. */
import type { Incident, Recorded } from '#incidents/incident.ts'
import type { OfferedWords } from './candidate.ts'
import { byEvent, byMessage, keyOf, line, quoted } from './evidence.ts'
import type { Finding, Signs } from './finding.ts'
import { namingIn } from './cause.ts'
import { folded } from './languages/languages-of.ts'
import type { Objections } from './ruled-out.ts'
import { beginningOf } from './said.ts'
import { signsIn } from './signs.ts'
import { shared, subjectsOf } from './subjects.ts'
import { linked, namedActor, type Prose, spoken } from './words.ts'

export function recordedCandidates(
  incident: Incident,
  events: readonly Recorded[],
  findings: readonly Finding[],
  { objections }: { objections: Objections },
): OfferedWords[] {
  return [
    ...events.flatMap((event) => fromEvent(event, incident, objections)),
    ...findings.flatMap((finding) => fromApp(finding, incident, objections)),
  ]
}

function fromEvent(event: Recorded, incident: Incident, objections: Objections): OfferedWords[] {
  const who = namedActor(event.actor)
  const told = (words: string, before: Prose, weight: Weight) =>
    fromWords(event, words, { before, ...weight, objections })
  switch (event.type) {
    case 'fix ended': {
      const { number, outcome, remark } = event
      if (outcome === 'failed')
        return told(remark ?? '', [...who, `, when fix ${number} had failed`], {
          worth: 1.5,
          why: 'what a failed fix showed',
        })
      const { what = '' } = incident.fixes.find((one) => one.number === number) ?? {}
      return told([what, remark].filter(Boolean).join('. '), [`Fix ${number}, which worked`], {
        worth: 4,
        why: 'what was done when it ended',
      })
    }
    case 'resolved':
      // An earlier resolution did not hold.
      if (incident.resolution?.fix !== event.fix) return []
      return told(event.fix, [...who, ', when it was resolved'], {
        worth: 4,
        why: 'said when it was resolved',
      })
    case 'update posted':
      return told(event.text, [`Update ${event.number} by `, ...who], {
        worth: 0.5,
        why: 'told in an update',
      })
    case 'noted':
      return told(event.text, ['Note by ', ...who], { worth: 2, why: 'kept as a note' })
    default:
      return []
  }
}

interface Weight {
  worth: number
  why: string
}

function fromWords(
  event: Recorded,
  words: string,
  { before, worth, why, objections }: Weight & { before: Prose; objections: Objections },
): OfferedWords[] {
  const beginning = beginningOf(words)
  const signs = signsIn(beginning)
  if (signs.claims === '') return []
  const naming = namingIn(beginning)
  const against = objections.toWords({ at: event.at, subjects: signs.subjects })
  const score = worth + (naming === null ? 0 : 1.5 + naming.sure) + weighed(signs, naming !== null) - against
  const cite = byEvent(event)
  return [
    {
      key: keyOf(cite),
      line: line([...before, ': “', ...linked(words), '”'], [cite], event.at),
      quote: linked(words),
      why,
      score,
      isNamed: (naming?.sure ?? 0) > 1 && against === 0,
    },
  ]
}

function weighed(signs: Signs, isNamed: boolean): number {
  return (signs.isBroken ? 2 : 0) - (signs.isStatus && !isNamed ? 1 : 0) - (signs.subjects.size < 2 ? 3 : 0)
}

/** An alert, or the news of a change; the change that the repair took back most of all. */
function fromApp(finding: Finding, { fixes }: Incident, objections: Objections): OfferedWords[] {
  const { message, isSaid, signs } = finding
  if (!isSaid || !message.byApp || signs.subjects.size < 2) return []
  const quote = spoken(signs.claims || message.text)
  const isTakenBack = fixes.some(
    ({ outcome, what, link }) =>
      outcome === 'worked' &&
      (shared(subjectsOf(folded(what)), signs.subjects) >= 0.5 ||
        (link !== null && message.text.includes(link))),
  )
  const score = (isTakenBack ? 4.5 : 0.5) + (signs.isBroken ? 2 : 0) - objections.to(finding)
  return [
    {
      key: keyOf(byMessage(message)),
      line: quoted(message, quote),
      quote,
      why: isTakenBack ? 'the change that the repair took back' : 'told by an app',
      score,
      isNamed: false,
    },
  ]
}
