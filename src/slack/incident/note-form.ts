/** "Add a note": kept in the record, for the post-mortem. */
import type { ModalView } from '@slack/types'
import { limits } from '#incidents/decide.ts'
import type { Incident } from '#incidents/incident.ts'
import { FormValues } from '../asking/form-values.ts'
import { modal, textField } from '../asking/modal.ts'

export function noteView({ number }: Incident): ModalView {
  return modal({
    callback: 'incident.note',
    title: 'Add a note',
    submit: 'Add',
    meta: { incident: number },
    pieces: [textField({ name: 'text', label: 'Note', multiline: true, max: limits.text })],
  })
}

export function readNote(state: unknown): { text: string } {
  return { text: new FormValues(state).text('text') }
}
