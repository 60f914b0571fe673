/** Offers the roles in a form, and reads the chosen one back. */
import type { Role } from '#incidents/incident.ts'
import { Refusal } from '#errors.ts'
import { roleName, type Words } from '#incidents/words.ts'
import type { FormValues } from '../asking/form-values.ts'
import { type Choice, choiceField } from '../asking/modal.ts'
import type { Piece } from '#words/blocks.ts'

export function roleField(squads: readonly string[], words: Words, initial: Role | null = null): Piece {
  const roles: Role[] = ['geoc', 'im', ...squads.map((squad): Role => `sem:${squad}`)]
  const choices = roles.map((role): Choice => ({ value: role, words: roleName(role, words) }))
  return choiceField({ name: 'role', label: 'Role', choices, initial })
}

export function readRole(answers: FormValues): Role {
  const chosen = answers.choice('role') ?? ''
  if (!isRole(chosen)) throw new Refusal('Choose a role.', 'role')
  return chosen
}

function isRole(words: string): words is Role {
  return words === 'geoc' || words === 'im' || /^sem:./.test(words)
}
