/** "Assign a role": the person has it at once. */
import type { ModalView } from '@slack/types'
import type { Incident, Role, UserId } from '#incidents/incident.ts'
import type { Words } from '#incidents/words.ts'
import { FormValues } from '../asking/form-values.ts'
import { modal, personField } from '../asking/modal.ts'
import { readRole, roleField } from './roles-form.ts'

/** Fills in what was typed already, from `known`. */
export function assignView(
  { number }: Incident,
  squads: readonly string[],
  words: Words,
  known: { role?: Role | null; to?: UserId | undefined } = {},
): ModalView {
  return modal({
    callback: 'incident.assign',
    title: 'Assign a role',
    submit: 'Assign',
    meta: { incident: number },
    pieces: [
      roleField(squads, words, known.role),
      personField({ name: 'to', label: 'Who?', initial: known.to }),
    ],
  })
}

export function readAssign(state: unknown): { role: Role; to: UserId } {
  const answers = new FormValues(state)
  return { role: readRole(answers), to: answers.requiredPerson('to') }
}
