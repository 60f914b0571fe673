/** Asks for the person who writes the post-mortem. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { Answers } from '../asking/form-answers.ts'
import { modal, personField } from '../asking/modal.ts'

export function ownerView({ number }: Incident, owner: string | null): ModalView {
  return modal({
    callback: 'postmortem.owner',
    title: 'Owner',
    submit: 'Save',
    meta: { incident: number },
    pieces: [personField({ name: 'owner', label: 'Who writes the post-mortem?', initial: owner })],
  })
}

export function readOwner(state: unknown): string {
  return new Answers(state).requiredPerson('owner')
}
