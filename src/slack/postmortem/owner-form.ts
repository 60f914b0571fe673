/** Asks for the person who writes the post-mortem. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { FormValues } from '../asking/form-values.ts'
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
  return new FormValues(state).requiredPerson('owner')
}
