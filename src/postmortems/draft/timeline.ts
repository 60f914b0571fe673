/** The timeline: recorded events and selected messages, each once and at its own time. Pure. */
import { titleInSentence } from '#incidents/title.ts'
import type { FileFacts, RecordedMessage } from '#history/heard.ts'
import type { Actor, Callee, ImpactEdge, Incident, Recorded } from '#incidents/incident.ts'
import { roleName, severityWords, statusWords, type Words as PolicyWords } from '#incidents/words.ts'
import { selectForTimeline } from './timeline-selection.ts'
import { turningPoints } from './turning-points.ts'
import { byEvent, byMessage, type Evidence, keyOf } from './evidence.ts'
import type { Finding } from './finding.ts'
import type { Cause } from './settled-cause.ts'
import { isTelling } from './telling.ts'
import { linked, spoken, proseText, type Prose, namedActor } from './words.ts'

export interface Entry {
  /** `event:12` or `message:C1:170.1`. */
  key: string
  at: Date
  by: Actor
  /** The app that wrote a message. */
  app: string | null
  words: Prose
  cites: Evidence[]
  /** The reason it is on the timeline. */
  why: string
  files: FileFacts[]
  /** The edge of the impact that it tells; its time is then the one that counts. */
  edge: ImpactEdge | null
  /** The line before somebody changed its words or time. */
  original: { at: Date; words: Prose } | null
}

/** A person's change of one entry; the latest of each. */
export interface TimelineEdit {
  key: string
  /** Added or removed by hand; null where the rules decide. */
  placed: 'added' | 'removed' | null
  at: Date | null
  words: string | null
}

export interface TimelineOf {
  incident: Incident
  events: readonly Recorded[]
  findings: readonly Finding[]
  edits: readonly TimelineEdit[]
  words: PolicyWords
  cause: Pick<Cause, 'suspects'>
}

/** Oldest first. */
export function incidentTimeline(of: TimelineOf): Entry[] {
  return candidates(of)
    .filter(({ key }) => !of.edits.some((edit) => edit.key === key && edit.placed === 'removed'))
    .map((entry) =>
      edited(
        entry,
        of.edits.find(({ key }) => key === entry.key),
      ),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime() || order(a) - order(b))
}

/** The most messages offered: a form holds no more. */
const mostLeftOut = 300

/** Messages that are not on the timeline, oldest first, for people to add; of too many, the most telling. */
export function messagesLeftOut(findings: readonly Finding[], entries: readonly Entry[]): RecordedMessage[] {
  const shown = new Set(entries.flatMap(({ cites }) => cites.map(keyOf)))
  const left = findings.filter(
    ({ isSaid, message, signs }) =>
      isSaid &&
      (signs.chatter !== 'empty' || message.files.length > 0) &&
      !shown.has(keyOf(byMessage(message))),
  )
  const telling = left.filter(isTelling)
  const rest = left.filter((one) => !isTelling(one))
  const kept = new Set([...telling, ...rest].slice(0, mostLeftOut))
  return left.flatMap((one) => (kept.has(one) ? one.message : []))
}

/** All entries, including removed ones. */
function candidates({ incident, events, findings, edits, words, cause }: TimelineOf): Entry[] {
  const recorded = events.flatMap((event) => eventEntry(event, events, incident, words) ?? [])
  const told = recorded.map(({ at, words: own }) => ({ at, text: squeezed(proseText(own)) }))
  const added = new Set(edits.filter(({ placed }) => placed === 'added').map(({ key }) => key))
  const turning = turningPoints({ incident, events, findings, cause })
  const said = selectForTimeline(findings, { added, source: incident.source?.ts ?? null, turning })
    .map(({ message, why }) => messageEntry(message, why))
    .filter((one) => !isTold(one, told))
  return [...recorded, ...said]
}

function edited(entry: Entry, edit: TimelineEdit | undefined): Entry {
  if (!edit || (edit.at === null && edit.words === null)) return entry
  return {
    ...entry,
    at: edit.at ?? entry.at,
    words: edit.words === null ? entry.words : linked(edit.words),
    original: { at: entry.at, words: entry.words },
  }
}

function order({ cites: [first] }: Entry): number {
  return first?.kind === 'event' ? first.seq : 0
}

function messageEntry(message: RecordedMessage, why: string): Entry {
  const cite = byMessage(message)
  const { at, author: by, app, files } = message
  return {
    key: keyOf(cite),
    at,
    by,
    app,
    words: spoken(message.text),
    cites: [cite],
    why,
    files,
    edge: null,
    original: null,
  }
}

/** True for a message that became an update or a note: the timeline shows it only once. */
function isTold({ words, at }: Entry, told: readonly { at: Date; text: string }[]): boolean {
  const near = told.filter((one) => Math.abs(one.at.getTime() - at.getTime()) < 600_000)
  if (near.length === 0) return false
  const text = squeezed(proseText(words))
  return text.length > 20 && near.some((one) => one.text.includes(text))
}

function squeezed(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function eventEntry(
  event: Recorded,
  all: readonly Recorded[],
  incident: Incident,
  policy: PolicyWords,
): Entry | null {
  const words = eventWords(event, all, incident, policy)
  if (words === null) return null
  const cite = byEvent(event)
  return {
    key: keyOf(cite),
    at: (event.type === 'impact set' ? event.to : null) ?? event.at,
    by: event.actor,
    app: null,
    words,
    cites: [cite, ...(event.type === 'impact set' && event.message ? [byMessage(event.message)] : [])],
    why: 'recorded',
    files: [],
    edge: event.type === 'impact set' ? event.edge : null,
    original: null,
  }
}

/**
 * The words for an event. Null where another event at the same moment says the same, or where nobody cares afterwards.
 */
function eventWords(
  event: Recorded,
  all: readonly Recorded[],
  incident: Incident,
  policy: PolicyWords,
): Prose | null {
  const actor = namedActor(event.actor)
  const together = all.filter((one) => one.at.getTime() === event.at.getTime() && one.seq !== event.seq)
  const role = (asked: Callee) =>
    asked.startsWith('person:') ? null : roleName(asked as Parameters<typeof roleName>[0], policy)
  switch (event.type) {
    case 'declared':
      return [
        ...actor,
        ' declared: ',
        ...linked(titleInSentence(event.title)),
        event.severity ? ` (${event.severity})` : '',
      ]
    case 'acknowledged':
      return together.some(
        (one) => one.type === 'role given' && one.to === event.actor && one.role === 'geoc',
      )
        ? [...actor, ` acknowledged, as ${policy.names.geoc}`]
        : [...actor, ' acknowledged']
    case 'status changed':
      return together.some((one) => one.type === 'fix started' || one.type === 'fix ended')
        ? null
        : ['Status: ', statusWords[event.to], ...by(actor)]
    case 'severity changed':
      return [
        'Severity: ',
        severityWords(event.to, policy),
        ...by(actor),
        ...(event.reason ? [': ', ...linked(event.reason)] : []),
      ]
    case 'renamed':
      return ['Renamed: ', ...linked(titleInSentence(event.title)), ...by(actor)]
    case 'role given':
      if (
        event.role === 'geoc' &&
        together.some((one) => one.type === 'acknowledged' && one.actor === event.to)
      )
        return null
      return [{ person: event.to }, ` came in as ${roleName(event.role, policy)}`]
    case 'departed':
      return [
        { person: event.user },
        ` left the company${event.roles.map((of) => `, as ${roleName(of, policy)}`).join('')}`,
      ]
    case 'offer accepted':
      return [...actor, ` took over as ${roleName(event.role, policy)}`]
    case 'escalated': {
      const to: Prose = event.role.startsWith('person:')
        ? [{ person: event.role.slice('person:'.length) }]
        : [role(event.role) ?? event.role]
      return ['Escalated to ', ...to, ...by(actor), ...(event.reason ? [': ', ...linked(event.reason)] : [])]
    }
    case 'page answered':
      if (event.answer === 'timed out') return [{ person: event.user }, ' did not answer a page in time']
      if (event.answer === 'undelivered')
        return ['A page to ', { person: event.user }, ' could not be delivered']
      if (event.answer === 'declined')
        return [
          { person: event.user },
          ' could not come',
          ...(event.reason ? [': ', ...linked(event.reason)] : []),
        ]
      return null
    case 'ladder ended':
      return [`Nobody was left to ask as ${role(event.role) ?? 'responder'}`]
    case 'fix started':
      return [
        `Fix ${event.number}, ${event.kind}, started`,
        ...by(actor),
        ': ',
        ...linked(event.what),
        ...(event.link ? [' ', ...linked(event.link)] : []),
      ]
    case 'fix ended': {
      const attempt = incident.fixes.find(({ number }) => number === event.number)
      return [
        `Fix ${event.number}${attempt ? `, ${attempt.kind},` : ''} ${event.outcome}`,
        ...(event.remark ? [': ', ...linked(event.remark)] : []),
      ]
    }
    case 'update posted':
      return [
        `Update ${event.number} to ${incident.private ? 'the room' : 'stakeholders'}`,
        ...by(actor),
        ': ',
        ...linked(event.text),
      ]
    case 'noted':
      return ['Note', ...by(actor), ': ', ...linked(event.text)]
    case 'impact set':
      // The latest word counts, as long as nothing took it back.
      if (all.some((one) => one.type === event.type && one.edge === event.edge && one.seq > event.seq))
        return null
      if ((event.edge === 'start' ? incident.impactStart : incident.impactEnd) === null) return null
      return [
        event.edge === 'start' ? 'It began' : 'People were no longer affected',
        ', as told',
        ...by(actor),
      ]
    case 'resolved':
      return ['Resolved', ...by(actor), ': ', ...linked(event.fix)]
    case 'reopened':
    case 'cancelled':
      return [
        event.type === 'reopened' ? 'Reopened' : 'Cancelled',
        ...by(actor),
        ...(event.reason ? [': ', ...linked(event.reason)] : []),
      ]
    case 'merged':
      return [
        event.into === null ? 'Handled elsewhere' : `Merged into #${event.into}`,
        ...by(actor),
        ...(event.reason ? [': ', ...linked(event.reason)] : []),
      ]
    case 'absorbed':
      return [`#${event.number} was merged into this one`, ...by(actor)]
    default:
      return null
  }
}

function by(actor: Prose): Prose {
  return [' by ', ...actor]
}
