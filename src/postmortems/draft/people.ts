/** Finds who had a part in an incident, and which. Pure. */
import { isPerson } from '#incidents/actor.ts'
import type { Actor, Recorded, UserId } from '#incidents/incident.ts'
import { roleName } from '#incidents/words.ts'
import type { DraftInput } from './draft-input.ts'

/** A person and their parts, in the company's words: `reporter`, `GEOC`, `SEM orders`. */
export interface Participant {
  user: UserId
  roles: string[]
}

/** The words for a person where nobody is named: `the GEOC`, `the reporter`, `a colleague`. */
export type PartOf = (user: UserId) => string

export function partsOf(people: readonly Participant[]): PartOf {
  const parts = new Map(people.map(({ user, roles: [first = 'took part'] }) => [user, spokenPart(first)]))
  return (user) => parts.get(user) ?? 'a colleague'
}

function spokenPart(role: string): string {
  if (role === 'reporter') return 'the reporter'
  return /^(took|tried|informed) /.test(role) ? 'a colleague' : `the ${role}`
}

const done: ReadonlySet<string> = new Set(['tried a fix', 'informed stakeholders', 'informed the room'])

/** Deeds that only somebody who takes part does. */
const deeds: ReadonlySet<Recorded['type']> = new Set([
  'status changed',
  'severity changed',
  'escalated',
  'fix ended',
  'noted',
  'absorbed',
  'reopened',
  'resolved',
])

/** The people who had a part, in the order they came: their roles, then their deeds. */
export function peopleOf({ incident, events, findings, bot, words }: DraftInput): Participant[] {
  const parts = new Map<UserId, Set<string>>()
  const add = (user: Actor, role: string) => {
    if (isPerson(user) && user !== bot) parts.set(user, (parts.get(user) ?? new Set()).add(role))
  }
  add(incident.reporter, 'reporter')
  for (const event of events) {
    if (event.type === 'role given') add(event.to, roleName(event.role, words))
    if (event.type === 'offer accepted') add(event.actor, roleName(event.role, words))
    if (event.type === 'fix started') add(event.actor, 'tried a fix')
    if (deeds.has(event.type)) add(event.actor, 'took part')
    if (event.type === 'update posted')
      add(event.actor, incident.private ? 'informed the room' : 'informed stakeholders')
  }
  for (const { isSaid, message } of findings) if (isSaid && !message.byApp) add(message.author, 'took part')
  return [...parts].map(([user, roles]) => {
    const known = [...roles].filter((role) => role !== 'took part')
    const did = known.filter((role) => done.has(role))
    return {
      user,
      roles: known.length > 0 ? [...known.filter((role) => !done.has(role)), ...did] : ['took part'],
    }
  })
}
