/** "Page someone": anybody, by name. */
import type { ModalView } from '@slack/types'
import type { Incident, UserId } from '#incidents/incident.ts'
import { lines } from '#words/blocks.ts'
import { FormValues } from '../asking/form-values.ts'
import { modal, personField } from '../asking/modal.ts'
import { reasonField } from '../asking/reason.ts'

export function pagePersonView({ number }: Incident): ModalView {
  return modal({
    callback: 'incident.page',
    title: 'Page someone',
    submit: 'Page',
    meta: { incident: number },
    pieces: [
      lines(['They are asked at once, by direct message, and invited to the room. They get no role.']),
      personField({ name: 'to', label: 'Whom?' }),
      reasonField('What do you need from them?'),
    ],
  })
}

export function readPagePerson(state: unknown): { to: UserId; reason: string | null } {
  const answers = new FormValues(state)
  return { to: answers.requiredPerson('to'), reason: answers.text('reason') || null }
}
