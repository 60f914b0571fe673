/** Asks for the time at which people read the post-mortem together. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { FormValues } from '../asking/form-values.ts'
import { instantField, modal } from '../asking/modal.ts'

export function reviewView({ number }: Incident, suggested: Date): ModalView {
  return modal({
    callback: 'postmortem.review',
    title: 'Review meeting',
    submit: 'Propose',
    meta: { incident: number },
    pieces: [instantField({ name: 'at', label: 'When', initial: suggested })],
  })
}

export function readReview(state: unknown): Date | null {
  return new FormValues(state).instant('at')
}
