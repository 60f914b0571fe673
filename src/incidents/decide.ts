/** Decides what may be done with an incident, and which events follow. Pure: the same incident and command give the same answer. */
import { Refusal } from '#errors.ts'
import {
  type Callee,
  type Declaration,
  type Declared,
  type FixAttempt,
  type FixKind,
  type Incident,
  type IncidentEvent,
  isRole,
  type Role,
  type Severity,
  type Somebody,
  type Status,
  type UserId,
} from './incident.ts'
import { isPerson } from './actor.ts'
import { openOffer } from './evolve.ts'
import { type ImpactWish, setImpact } from './impact-times.ts'
import { type Judgement, judged } from './judgement.ts'
import { beginning, inParts } from './long-words.ts'
import { canMove, isOpen, isOver, type SettableStatus } from './moves.ts'
import { notClosed } from './archiving.ts'
import { over } from './over.ts'
import { isUntaken } from './taken.ts'
import { longestTitle, usableTitle } from './title.ts'

export type Command =
  | { do: 'acknowledge' }
  | { do: 'set status'; to: SettableStatus }
  | { do: 'set severity'; to: Severity; reason?: string | null }
  | { do: 'rename'; title: string }
  /** `from`: given only while that person has it; null: while nobody has. */
  | { do: 'give role'; role: Role; to: UserId; from?: UserId | null }
  | { do: 'offer role'; role: Role; to: UserId; brief: string }
  | { do: 'accept role'; role: Role }
  | { do: 'decline role'; role: Role; reason: string | null }
  | { do: 'join' }
  | { do: 'escalate'; role: Callee; reason: string | null; level?: number }
  | { do: 'start fix'; kind: FixKind; what: string; link: string | null }
  | {
      do: 'end fix'
      number: number
      outcome: 'worked' | 'failed'
      remark: string | null
      link: string | null
    }
  | { do: 'post update'; text: string; nextAt: Date | null }
  | { do: 'note'; text: string }
  /** `squad` is filled in from the policy. */
  | { do: 'set services'; services: readonly string[]; squad?: string | null }
  | ({ do: 'set impact' } & ImpactWish)
  | { do: 'resolve'; fix: string; impact: string }
  | { do: 'reopen'; reason: string }
  | { do: 'cancel'; reason: string }
  | { do: 'merge'; into: number; reason?: string }
  | { do: 'absorb'; number: number }
  | { do: 'close'; because: string }
  | { do: 'archive' }
  | ({ do: 'judge' } & Judgement)

/** Longest texts that fit where Slack shows them whole. */
export const limits = { title: longestTitle, text: 2000 }

/** The first event of a new incident. Throws a Refusal for a title that cannot be used. */
export function declare(number: number, wish: Declaration): Declared {
  return {
    type: 'declared',
    number,
    ...wish,
    title: usableTitle(wish.title),
    affected: wish.affected?.trim() || null,
  }
}

/** The events that a command leads to; none when nothing would change. Throws a Refusal when the move is not legal. */
export function decide(incident: Incident, actor: Somebody, command: Command, now: Date): IncidentEvent[] {
  if (isOver(incident.status) && !evenWhenOver(incident.status).includes(command.do)) {
    throw new Refusal(over(incident))
  }
  switch (command.do) {
    case 'acknowledge':
      return acknowledge(incident, requirePerson(actor))
    case 'set status':
      if (incident.status === command.to) return []
      if (incident.status === 'resolved')
        throw new Refusal(`#${incident.number} is resolved. Reopen it first.`)
      requireMove(incident, command.to)
      return [{ type: 'status changed', to: command.to }]
    case 'set severity':
      return incident.severity === command.to ? [] : [severityChanged(command.to, command.reason ?? '')]
    case 'rename': {
      const title = usableTitle(command.title)
      return title === incident.title ? [] : [{ type: 'renamed', title }]
    }
    case 'give role': {
      const holder = incident.roles[command.role]
      if (holder === command.to) return []
      if (command.from !== undefined && holder !== undefined && holder !== command.from)
        throw new Refusal(`<@${holder}> has taken it over already.`)
      return [{ type: 'role given', role: command.role, to: command.to }]
    }
    case 'offer role':
      return offer(incident, requirePerson(actor), command)
    case 'accept role':
      requireOffer(incident, requirePerson(actor), command.role)
      return [{ type: 'offer accepted', role: command.role }]
    case 'decline role':
      requireOffer(incident, requirePerson(actor), command.role)
      return [{ type: 'offer declined', role: command.role, reason: command.reason?.trim() || null }]
    case 'join':
      // Reading up is free to all; of a merged incident there is more to read where it continues.
      if (incident.status === 'merged') throw new Refusal(over(incident))
      // A new reason each time, so that asking again invites again.
      return [{ type: 'invited', user: requirePerson(actor), reason: `asked ${incident.version}` }]
    case 'escalate':
      requireOpen(incident)
      if (!isRole(command.role) && !command.reason?.trim())
        throw new Refusal(
          'Nobody was paged. Say what you need from them first: they read it in the page.',
          'reason',
        )
      return [
        {
          type: 'escalated',
          role: command.role,
          reason: command.reason?.trim() || null,
          ...(command.level !== undefined && { level: command.level }),
        },
      ]
    case 'start fix':
      return startFix(incident, command)
    case 'end fix':
      return endFix(incident, command)
    case 'post update':
      return [
        {
          type: 'update posted',
          number: incident.updates.length + 1,
          text: beginning(said(command.text, 'the update'), limits.text),
          nextAt: isOpen(incident.status) ? command.nextAt : null,
        },
        ...(command.text.trim().length > limits.text ? noted(command.text) : []),
      ]
    case 'set services':
      return setServices(incident, command)
    case 'note':
      return noted(said(command.text, 'the note'))
    case 'set impact':
      return setImpact(incident, command, now)
    case 'resolve':
      if (incident.status === 'resolved') throw new Refusal(`#${incident.number} is already resolved.`)
      requireMove(incident, 'resolved')
      return [
        { type: 'resolved', fix: usableText(command.fix, 'what fixed it'), impact: command.impact.trim() },
      ]
    case 'reopen':
      if (isOpen(incident.status)) throw new Refusal(`#${incident.number} is still open.`)
      return [{ type: 'reopened', reason: command.reason.trim() }]
    case 'cancel':
      if (incident.status === 'resolved')
        throw new Refusal(`#${incident.number} is resolved. It cannot be cancelled any more.`)
      return [{ type: 'cancelled', reason: command.reason.trim() }]
    case 'merge':
      if (command.into === incident.number) throw new Refusal('An incident cannot be merged into itself.')
      requireMove(incident, 'merged')
      return [{ type: 'merged', into: command.into, ...because(command.reason) }]
    case 'absorb':
      if (!isOpen(incident.status))
        throw new Refusal(`#${incident.number} is not open, so nothing can be merged into it.`)
      return [{ type: 'absorbed', number: command.number }]
    case 'judge':
      return judged(command)
    case 'close':
      if (incident.status !== 'resolved') return []
      return [{ type: 'closed', because: command.because }]
    case 'archive':
      if (!isOver(incident.status)) throw new Refusal(notClosed(incident))
      return incident.archiveAskedAt === null ? [{ type: 'archive asked' }] : []
  }
}

/** The figures of a closed incident count on, unlike those of a cancelled or merged one. */
function evenWhenOver(status: Status): Command['do'][] {
  return [
    'reopen',
    'note',
    'close',
    'archive',
    'absorb',
    'join',
    ...(status === 'closed' ? (['set impact', 'set services', 'judge'] as const) : []),
  ]
}

function setServices(
  incident: Incident,
  { services, squad = null }: { services: readonly string[]; squad?: string | null },
): IncidentEvent[] {
  const wanted = [...new Set(services)]
  if (wanted.length > mostServices)
    throw new Refusal(`That is ${wanted.length} services; an incident names ${mostServices}.`, 'services')
  const same =
    wanted.length === incident.services.length && wanted.every((one, n) => one === incident.services[n])
  return same ? [] : [{ type: 'services set', services: wanted, squad }]
}

const mostServices = 10

function severityChanged(to: Severity, reason?: string): IncidentEvent {
  return { type: 'severity changed', to, ...because(reason) }
}

/** The reason somebody gave; left out where there is none. */
function because(reason = ''): { reason?: string } {
  const given = reason.trim()
  return given === '' ? {} : { reason: beginning(given, limits.text) }
}

function acknowledge(incident: Incident, actor: UserId): IncidentEvent[] {
  requireOpen(incident)
  const { acknowledgedBy, roles, number } = incident
  if (!isUntaken(incident)) {
    if (acknowledgedBy === actor) return []
    throw new Refusal(
      `<@${roles.geoc ?? acknowledgedBy}> already has #${number}. You are welcome in the room.`,
    )
  }
  return [
    ...(acknowledgedBy === null ? [{ type: 'acknowledged' } as const] : []),
    ...(roles.geoc === actor ? [] : [{ type: 'role given', role: 'geoc', to: actor } as const]),
  ]
}

function offer(
  incident: Incident,
  actor: UserId,
  wish: { role: Role; to: UserId; brief: string },
): IncidentEvent[] {
  requireOpen(incident)
  if (incident.roles[wish.role] === wish.to) throw new Refusal(`<@${wish.to}> already has that role.`)
  if (wish.to === actor) return [{ type: 'role given', role: wish.role, to: actor }]
  return [{ type: 'role offered', role: wish.role, to: wish.to, brief: wish.brief.trim() }]
}

function startFix(
  incident: Incident,
  wish: { kind: FixKind; what: string; link: string | null },
): IncidentEvent[] {
  requireOpen(incident)
  const started: IncidentEvent = {
    type: 'fix started',
    number: incident.fixes.length + 1,
    kind: wish.kind,
    what: usableText(wish.what, 'what is being done'),
    link: wish.link?.trim() || null,
  }
  return incident.status === 'fixing' ? [started] : [started, { type: 'status changed', to: 'fixing' }]
}

function endFix(
  incident: Incident,
  wish: { number: number; outcome: 'worked' | 'failed'; remark: string | null; link: string | null },
): IncidentEvent[] {
  const fix: FixAttempt | undefined = incident.fixes.find((one) => one.number === wish.number)
  if (!fix) throw new Refusal(`#${incident.number} has no fix ${wish.number}.`)
  if (fix.outcome !== 'under way') throw new Refusal(`Fix ${wish.number} already ${fix.outcome}.`)
  const ended: IncidentEvent = {
    type: 'fix ended',
    number: wish.number,
    outcome: wish.outcome,
    remark: wish.remark?.trim() || null,
    link: wish.link?.trim() || null,
  }
  const next = wish.outcome === 'worked' ? 'monitoring' : 'investigating'
  return incident.status === 'fixing' ? [ended, { type: 'status changed', to: next }] : [ended]
}

/** Refuses programs: only a person can have a role, an answer or a place in the room. */
function requirePerson(actor: Somebody): UserId {
  if (isPerson(actor)) return actor
  throw new Refusal('Only a person can do that.')
}

function requireOpen(incident: Incident): void {
  if (!isOpen(incident.status)) throw new Refusal(over(incident))
}

function requireMove(incident: Incident, to: Incident['status']): void {
  if (!canMove(incident.status, to))
    throw new Refusal(`#${incident.number} is ${incident.status}; it cannot become ${to}.`)
}

function requireOffer(incident: Incident, actor: UserId, role: Role): void {
  const offered = openOffer(incident, role)
  if (!offered) throw new Refusal('That offer is no longer open.')
  if (offered.to !== actor) throw new Refusal(`That was offered to <@${offered.to}>.`)
}

/** A text of any length, in as many notes as it takes: nothing that somebody typed is lost. */
function noted(text: string): IncidentEvent[] {
  return inParts(text, limits.text).map((part) => ({ type: 'noted', text: part }))
}

function said(text: string, what: string): string {
  const trimmed = text.trim()
  if (trimmed === '') throw new Refusal(`Write ${what} first.`, 'text')
  return trimmed
}

function usableText(text: string, what: string): string {
  const trimmed = said(text, what)
  if (trimmed.length > limits.text) {
    throw new Refusal(
      `That is ${trimmed.length} characters; ${what} takes ${limits.text}. Please shorten it.`,
      'text',
    )
  }
  return trimmed
}
