/** Ranks what may have been the cause: by where it stands, who says it, who agrees, and what was ruled out. Pure. */
import type { Incident, Recorded } from '#incidents/incident.ts'
import { byMessage, keyOf, quoted } from './evidence.ts'
import type { OfferedWords } from './candidate.ts'
import type { Finding } from './finding.ts'
import { recordedCandidates } from './recorded-candidates.ts'
import { folded } from './languages/languages-of.ts'
import { shared, subjectsOf } from './subjects.ts'
import { type Mending, mendingOf } from './mending.ts'
import { type Objections, objectionsIn } from './ruled-out.ts'
import { type Echo, echoesOf, isAssent, isTelling } from './telling.ts'
import { spoken } from './words.ts'

/** The lowest score of words that are offered. */
const least = 3.5

/** All that may be offered, the likeliest first. */
export function causeCandidates(
  incident: Incident,
  events: readonly Recorded[],
  findings: readonly Finding[],
): OfferedWords[] {
  const mending = mendingOf(incident)
  const objections = objectionsIn(findings, mending)
  const telling = findings.filter(isTelling)
  const anchors = mending.anchors.map((at) => ({
    at,
    place: telling.findLastIndex(({ message }) => message.at <= at),
  }))
  const around = { anchors, mending, objections, incident, echo: echoesOf(findings) }
  return [
    ...telling.flatMap((one, place) => fromMessage(one, place, around)),
    ...recordedCandidates(incident, events, findings, { objections }),
  ]
    .filter(({ score }) => score >= least)
    .toSorted((a, b) => b.score - a.score)
}

interface Surroundings {
  /** The time at which each fix that worked began, and the place of the last message before. */
  anchors: readonly { at: Date; place: number }[]
  mending: Mending
  objections: Objections
  incident: Incident
  echo: (finding: Finding) => Echo
}

function fromMessage(finding: Finding, place: number, around: Surroundings): OfferedWords[] {
  const { message, naming, signs } = finding
  const text = naming?.text ?? signs.claims
  if (text === '' || (naming === null && isAssent(signs))) return []
  const { worth: near, why } = nearness(message.at, place, around)
  const worth = near + wording(finding) + standing(finding, around) + agreement(around.echo(finding))
  if (worth < least) return []
  const against = around.objections.to(finding)
  const score = worth - against - (isAnnouncement(finding, around.incident) ? 4 : 0)
  const isNamed = (naming?.sure ?? 0) > 1 && against === 0
  const quote = spoken(text)
  return [{ key: keyOf(byMessage(message)), line: quoted(message, quote), quote, why, score, isNamed }]
}

/** Milliseconds. */
const soon = 5 * 60_000

/** True where the person who repairs says what they are about to do, which is no cause. */
function isAnnouncement({ message, naming, signs }: Finding, { fixes }: Incident): boolean {
  if (naming !== null) return false
  return fixes.some(({ startedAt, startedBy, what }) => {
    const ahead = startedAt.getTime() - message.at.getTime()
    if (startedBy !== message.author || ahead < 0 || ahead > soon) return false
    return shared(signs.subjects, subjectsOf(folded(what))) >= 0.3
  })
}

/** Counts that it was said shortly before the fix that worked, or in hindsight. */
function nearness(
  at: Date,
  place: number,
  { anchors, mending }: Surroundings,
): { worth: number; why: string } {
  const steps = anchors.flatMap((anchor) =>
    at > anchor.at || anchor.at.getTime() - at.getTime() > mostBefore ? [] : anchor.place - place,
  )
  const nearest = Math.min(...steps)
  if (nearest === 0) return { worth: 4, why: 'the last words before the fix that worked' }
  if (nearest < 8) return { worth: 3.5 - nearest * 0.5, why: 'said shortly before the fix that worked' }
  if (mending.over !== null && at >= mending.over) return { worth: 1.5, why: 'said afterwards' }
  if (anchors.some((anchor) => at >= anchor.at)) return { worth: 1.5, why: 'said during the repair' }
  return { worth: 0, why: 'said in the room' }
}

const mostBefore = 90 * 60_000

/** Counts the words themselves: little, since nobody's words are known in advance. */
function wording({ naming, signs, impact, lesson }: Finding): number {
  const named = naming === null ? 0 : ([1.5, 3, 4, 5][naming.sure] ?? 0)
  const told =
    named +
    (signs.isBroken ? 2 : 0) +
    (signs.isDeed ? 2 : 0) +
    (signs.hasCode ? 0.5 : 0) -
    (signs.subjects.size < 2 ? 3 : 0)
  if (naming !== null) return told
  return (
    told -
    (signs.isHedged ? 1 : 0) -
    (signs.isPlan ? 2 : 0) -
    (signs.isStatus ? 2.5 : 0) -
    (signs.agrees ? 3 : 0) -
    (impact === '' ? 0 : 2) -
    (lesson === null ? 0 : 2)
  )
}

/** Counts who says it. */
function standing({ message }: Finding, { mending, incident }: Surroundings): number {
  const { author, at } = message
  if (author === null) return 0
  const hasRole = Object.values(incident.roles).includes(author)
  return (
    (mending.menders.has(author) ? 2 : 0) +
    (mending.experts.has(author) ? 1.5 : 0) -
    (author === incident.reporter && !hasRole ? 1 : 0) -
    (at < incident.declaredAt ? 0.5 : 0)
  )
}

function agreement({ reacted, answers, agreed, laughed }: Echo): number {
  return Math.min(2, answers * 0.7) + Math.min(3, agreed * 2) + Math.min(2, reacted * 0.7) - (laughed ? 2 : 0)
}
