/** "Rename": a title that says what it turned out to be. */
import type { ModalView } from '@slack/types'
import { limits } from '#incidents/decide.ts'
import type { Incident } from '#incidents/incident.ts'
import { FormValues } from '../asking/form-values.ts'
import { modal, textField } from '../asking/modal.ts'

export function renameView({ number, title }: Incident): ModalView {
  return modal({
    callback: 'incident.rename',
    title: 'Rename',
    submit: 'Rename',
    meta: { incident: number },
    pieces: [textField({ name: 'title', label: 'What is happening?', max: limits.title, initial: title })],
  })
}

export function readRename(state: unknown): { title: string } {
  return { title: new FormValues(state).text('title') }
}
