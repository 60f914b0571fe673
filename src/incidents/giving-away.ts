/** Decides who gives a role away: what somebody has is theirs to hand on, by whatever command. Pure. */
import { type Instead, Refusal } from '#errors.ts'
import type { Policy } from '#policy/policy.ts'
import type { Command } from './decide.ts'
import type { Incident, Role, Somebody, UserId } from './incident.ts'
import type { Deed } from './permission.ts'
import { roleName } from './words.ts'

/** A question to the table about a command; `role` is one that another person is to get from its holder. */
export interface Permitting {
  deeds: Deed[]
  role?: Role
}

export function askedBy(actor: Somebody, command: Command, incident: Incident): Permitting {
  if (command.do !== 'give role' && command.do !== 'offer role') return { deeds: [command.do] }
  const holder = incident.roles[command.role]
  // Taking it over oneself, or giving what nobody has, takes it from nobody unasked.
  if (holder === undefined || command.to === actor) return { deeds: ['give role'] }
  const given = command.do === 'give role' ? (['give role'] as const) : []
  return { deeds: [...given, 'offer role'], role: command.role }
}

/** Says whom to ask, and offers to take it over where they may. Null where the table has better words. */
export function askTheHolder(
  incident: Incident,
  role: Role,
  mayTakeOver: boolean,
  { permissions, names }: Pick<Policy, 'permissions' | 'names'>,
): Refusal | null {
  const holder = incident.roles[role]
  if (holder === undefined || !permissions.handoff.includes('holder')) return null
  const name = roleName(role, { names })
  const who = `${name} of #${incident.number} is <@${holder}>`
  return mayTakeOver
    ? new Refusal(`${who}: ask them, or take it over.`, 'role', takeOver(incident.number, role, holder, name))
    : new Refusal(`${who}: please ask them.`, 'role')
}

/** The button's value is JSON: the role is taken over only from the one who had it when it was offered. */
function takeOver(number: number, role: Role, from: UserId, name: string): Instead {
  return {
    words: `Take over as ${name}`.slice(0, 75),
    action: 'role.take',
    value: JSON.stringify({ number, role, from }),
  }
}
