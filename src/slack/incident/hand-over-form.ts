/** "Hand over": offers a role, with what the new holder should know. */
import type { ModalView } from '@slack/types'
import { limits } from '#incidents/decide.ts'
import type { Incident, Role, UserId } from '#incidents/incident.ts'
import { lines } from '#words/blocks.ts'
import type { Words } from '#incidents/words.ts'
import { FormValues } from '../asking/form-values.ts'
import { modal, personField, textField } from '../asking/modal.ts'
import { readRole, roleField } from './roles-form.ts'

/** Preselects the giver's role, and the person who would be next. */
export function handOverView(
  incident: Incident,
  { role, to }: { role: Role | null; to: UserId | null },
  squads: readonly string[],
  words: Words,
): ModalView {
  return modal({
    callback: 'incident.handoff',
    title: 'Hand over',
    submit: 'Offer',
    meta: { incident: incident.number },
    pieces: [
      lines(['It stays yours until they accept.']),
      roleField(squads, words, role ?? 'geoc'),
      personField({ name: 'to', label: 'Who should take it?', initial: to }),
      textField({
        name: 'text',
        label: 'What should they know?',
        optional: true,
        multiline: true,
        max: limits.text,
        hint: 'What you tried, what you suspect, what comes next.',
      }),
    ],
  })
}

export function readHandOver(state: unknown): { role: Role; to: UserId; brief: string } {
  const answers = new FormValues(state)
  return { role: readRole(answers), to: answers.requiredPerson('to'), brief: answers.text('text') }
}
