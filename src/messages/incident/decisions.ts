/** Says in one line of small print each decision that the card does not keep: who took it, raised it, called whom, began what. */
import { isPerson, programName } from '#incidents/actor.ts'
import { evolve } from '#incidents/evolve.ts'
import {
  type Actor,
  type Callee,
  type Incident,
  isRole,
  type Recorded,
  type Role,
} from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { message, small } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'
import { roleName, type Words } from '#incidents/words.ts'
import { serviceNames } from './service-lines.ts'

export interface DecisionContext {
  words: Words
  /** Names of people by id: a line that mentioned them would ring. */
  names: ReadonlyMap<string, string>
}

/** Lines told together: the first's seq and time, and all of their words. */
export interface DecisionsTold {
  seq: number
  at: Date
  message: Message
}

/** Milliseconds in which one follows on another, and stands in its message. */
const together = 60_000
/** The most lines of one message. */
const most = 5

export function decisionsTold(events: readonly Recorded[], context: DecisionContext): DecisionsTold[] {
  const groups: { first: Recorded; said: string[] }[] = []
  let before: Incident | null = null
  for (const [nth, event] of events.entries()) {
    const said = before && !isOneWith(events[nth - 1], event) ? decisionLine(before, event, context) : null
    const last = groups.at(-1)
    if (said && last && last.said.length < most && +event.at - +last.first.at < together) last.said.push(said)
    else if (said) groups.push({ first: event, said: [said] })
    before = evolve(before, event)
  }
  return groups.map(({ first: { seq, at }, said }) => ({ seq, at, message: message(small(said.join('\n'))) }))
}

/** Acknowledging makes one the GEOC: that is one decision. */
function isOneWith(last: Recorded | undefined, event: Recorded): boolean {
  return (
    last?.type === 'acknowledged' &&
    event.type === 'role given' &&
    event.role === 'geoc' &&
    event.to === last.actor
  )
}

/** Null for an event that is none of these. `before`: the incident as the event found it. */
function decisionLine(before: Incident, event: Recorded, context: DecisionContext): string | null {
  const who = named(event.actor, context)
  switch (event.type) {
    case 'acknowledged':
      return `Acknowledged by ${who}`
    case 'severity changed':
      return `Severity: ${before.severity ?? 'not set'} → ${event.to}, by ${who}${because(event.reason)}`
    case 'services set':
      // Those that a declaration names stand on the card.
      return +event.at === +before.declaredAt ? null : `${servicesSet(event.services, context)}, by ${who}`
    case 'fix started':
      return `Fix ${event.number} (${event.kind}) started by ${who}${because(event.what)}`
    case 'escalated':
      return event.actor === null ? null : `${who} ${escalated(event.role, context)}${because(event.reason)}`
    case 'role given':
      return `${moved(before, event.role, event.to, context)}${event.actor === event.to ? '' : `, by ${who}`}`
    case 'offer accepted':
      return isPerson(event.actor) ? moved(before, event.role, event.actor, context) : null
    default:
      return null
  }
}

function servicesSet(keys: readonly string[], { words }: DecisionContext): string {
  return keys.length === 0 ? 'No service' : `Service: ${serviceNames(keys, words)}`
}

/** `GEOC: Devon → Mira`. */
function moved(before: Incident, role: Role, to: string, { names, words }: DecisionContext): string {
  const from = before.roles[role]
  const way = [...(from ? [nameOf(from, names)] : []), nameOf(to, names)].join(' → ')
  return `${roleName(role, words)}: ${way}`
}

function escalated(role: Callee, { names, words }: DecisionContext): string {
  return isRole(role)
    ? `escalated to ${roleName(role, words)}`
    : `paged ${nameOf(role.slice('person:'.length), names)}`
}

function named(actor: Actor, { names }: DecisionContext): string {
  if (actor === null) return 'Muster'
  return isPerson(actor) ? nameOf(actor, names) : inline(programName(actor), 100)
}

function nameOf(user: string, names: ReadonlyMap<string, string>): string {
  return inline(names.get(user) ?? 'somebody', 60)
}

function because(words: string | null | undefined): string {
  return words ? `: ${inline(words, 300)}` : ''
}
