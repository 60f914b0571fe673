/** "Page someone": anybody, by name. */
import type { ModalView } from '@slack/types'
import { limits } from '#incidents/decide.ts'
import type { Incident, UserId } from '#incidents/incident.ts'
import { lines } from '#words/blocks.ts'
import { FormValues } from '../asking/form-values.ts'
import { modal, personField, textField } from '../asking/modal.ts'

export function pagePersonView({ number }: Incident, to: UserId | null = null): ModalView {
  return modal({
    callback: 'incident.page',
    title: 'Page someone',
    submit: 'Page',
    meta: { incident: number },
    pieces: [
      lines(['They are paged at once, by direct message, and invited to the room. They get no role.']),
      personField({ name: 'to', label: 'Who?', initial: to }),
      textField({ name: 'reason', label: 'What do you need from them?', multiline: true, max: limits.text }),
    ],
  })
}

export function readPagePerson(state: unknown): { to: UserId; reason: string } {
  const answers = new FormValues(state)
  return { to: answers.requiredPerson('to'), reason: answers.text('reason') }
}
