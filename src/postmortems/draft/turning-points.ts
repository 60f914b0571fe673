/** Finds the messages that matter for where they stand, in whatever language they are written. Pure. */
import { isPerson } from '#incidents/actor.ts'
import { type Incident, type Recorded, severities, type UserId } from '#incidents/incident.ts'
import type { Finding } from './finding.ts'
import type { Cause } from './settled-cause.ts'
import { shared } from './subjects.ts'
import { type Echo, echoesOf, isAssent, isTelling } from './telling.ts'

/** Milliseconds: words further from an event do not belong to it; a silence is at least so long. */
const near = 30 * 60_000
const silence = 20 * 60_000

/** Why each matters, by the key of its message. */
export type TurningPoints = ReadonlyMap<string, string>

export interface PointsOf {
  incident: Incident
  events: readonly Recorded[]
  findings: readonly Finding[]
  cause: Pick<Cause, 'suspects'>
}

export function turningPoints({ incident, events, findings, cause }: PointsOf): TurningPoints {
  const telling = findings.filter(isTelling)
  const placed = telling.filter(matters)
  const echo = echoesOf(findings)
  const suspected = new Map(cause.suspects.map(({ key }) => [key, 'what may have been the cause']))
  const points = new Map<string, string>()
  const add = (finding: Finding | undefined, why: string) => {
    const key = finding && keyOfMessage(finding)
    if (key !== undefined && !points.has(key)) points.set(key, why)
  }
  for (const event of events) {
    const what = moment(event, events)
    if (what === null) continue
    add(lastBefore(placed, event.at), `the last words before ${what}`)
    if (event.type === 'fix started' || event.type === 'fix ended')
      add(firstOfAnother(placed, event), `the first words of others after ${what}`)
  }
  for (const [user, since] of experts(events))
    add(
      placed.find(({ message }) => message.author === user && message.at >= since),
      'the first words of an expert',
    )
  add(
    placed.find(({ message }) => message.author === incident.reporter && message.at >= incident.declaredAt),
    'the first words of the reporter',
  )
  for (const one of afterSilence(findings)) add(one, 'the first words after a long silence')
  const known = new Set<UserId | null | undefined>([...Object.values(incident.roles), ...menders(incident)])
  for (const one of telling) {
    const why = suspected.get(keyOfMessage(one)) ?? ofItself(one, echo(one), known)
    if (why !== null) add(one, why)
  }
  for (const one of ruledOutLater(telling, findings)) add(one, 'a guess that was ruled out later')
  for (const one of news(findings)) add(one, 'what another system said')
  return points
}

function keyOfMessage({ message }: Pick<Finding, 'message'>): string {
  return `message:${message.channel}:${message.ts}`
}

/** Words that may stand for a moment: more than an exclamation, and about this incident. */
function matters({ signs }: Finding): boolean {
  return (
    (signs.claims !== '' || signs.isQuestion) &&
    (signs.subjects.size > 1 || signs.hasCode) &&
    !isAssent(signs)
  )
}

/** The name of an event that people talk towards; null for any other. */
function moment(event: Recorded, all: readonly Recorded[]): string | null {
  switch (event.type) {
    case 'fix started':
      return `fix ${event.number} began`
    case 'fix ended':
      return `fix ${event.number} ${event.outcome}`
    case 'severity changed':
      return isRaise(event, all) ? 'the severity was raised' : null
    case 'escalated':
      return 'help was called'
    case 'reopened':
      return 'it was reopened'
    case 'resolved':
      return 'it was resolved'
    default:
      return null
  }
}

function isRaise(event: Extract<Recorded, { type: 'severity changed' }>, all: readonly Recorded[]): boolean {
  const before = all.findLast(
    (one) => one.seq < event.seq && (one.type === 'severity changed' || one.type === 'declared'),
  )
  const from =
    before?.type === 'severity changed' ? before.to : before?.type === 'declared' ? before.severity : null
  return from === null || severities.indexOf(event.to) < severities.indexOf(from)
}

/** `telling` is in the order in which it was said. */
function lastBefore(telling: readonly Finding[], at: Date): Finding | undefined {
  const last = telling.findLast(({ message }) => message.at <= at)
  return last && at.getTime() - last.message.at.getTime() <= near ? last : undefined
}

function firstOfAnother(telling: readonly Finding[], { at, actor }: Recorded): Finding | undefined {
  const first = telling.find(({ message }) => message.at > at && message.author !== actor)
  return first && first.message.at.getTime() - at.getTime() <= near ? first : undefined
}

/** The time at which each expert came. */
function experts(events: readonly Recorded[]): Map<UserId, Date> {
  const came = new Map<UserId, Date>()
  for (const event of events)
    if (event.type === 'role given' && event.role.startsWith('sem:') && !came.has(event.to))
      came.set(event.to, event.at)
  return came
}

function menders({ fixes }: Incident): UserId[] {
  return fixes.flatMap(({ startedBy }) => (isPerson(startedBy) ? [startedBy] : []))
}

/** The first telling message after each silence; greetings end a silence and are passed over. */
function afterSilence(findings: readonly Finding[]): Finding[] {
  const found: Finding[] = []
  let last: Date | null = null
  let isOpen = false
  for (const one of findings) {
    if (!one.isSaid || one.message.byApp) continue
    isOpen ||= last !== null && one.message.at.getTime() - last.getTime() >= silence
    last = one.message.at
    if (!isOpen || !isTelling(one) || !matters(one)) continue
    found.push(one)
    isOpen = false
  }
  return found
}

/** The most messages that rule something out which are looked at, and the most guesses before each. */
const mostRefuting = 100
const mostGuesses = 200

/** The first words on each thing that was ruled out afterwards. */
function ruledOutLater(telling: readonly Finding[], findings: readonly Finding[]): Finding[] {
  return findings
    .filter(({ refutes }) => refutes !== null && refutes.subjects.length > 0)
    .slice(0, mostRefuting)
    .flatMap(({ message: { at }, refutes }) => {
      const before = telling.filter(({ message }) => message.at < at).slice(-mostGuesses)
      return (refutes?.subjects ?? []).flatMap(
        (thing) =>
          before.find((one) => one.refutes === null && shared(thing, one.signs.subjects) >= 0.5) ?? [],
      )
    })
}

/** Reasons in the message itself, for people who have a part in it. */
function ofItself(
  { message, signs, impact, changes }: Finding,
  echo: Echo,
  known: ReadonlySet<UserId | null | undefined>,
): string | null {
  if (echo.laughed) return null
  if (signs.isDeed) return 'tells what was done'
  if (signs.isWorse) return 'says that it became worse'
  if (signs.hasCode) return 'shows a command or a log'
  if (impact !== '') return 'tells whom it hurts'
  if (changes !== '') return 'tells of a change'
  if (echo.agreed > 0 || echo.reacted + echo.answers >= 2) return 'others answered or reacted'
  const isKnown = known.has(message.author)
  if (isKnown && signs.isBroken) return 'says what is broken'
  if (isKnown && signs.isHedged && signs.subjects.size > 1) return 'a guess'
  return isKnown && figure.test(message.text.slice(0, 500)) ? 'gives a figure' : null
}

const figure = /\d ?(?:%|ms\b|gb\b|tb\b|mb\b|k\b|req|rps|qps)|\b\d{4,}\b/i

/** Words of alerts and changes, each only once an hour. */
function news(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ isSaid, isRead, message, signs }) => {
    if (!isSaid || !isRead || !message.byApp || signs.subjects.size === 0) return false
    const hour = Math.floor(message.at.getTime() / 3_600_000)
    const same = `${hour} ${message.app} ${[...signs.subjects].slice(0, 4).join(' ')}`
    return !seen.has(same) && seen.add(same)
  })
}
