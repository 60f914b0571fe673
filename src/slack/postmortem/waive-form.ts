/** Asks why there will be no post-mortem. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { modal, textField } from '../asking/modal.ts'

export function waiveView({ number }: Incident): ModalView {
  return modal({
    callback: 'postmortem.waive',
    title: 'No post-mortem',
    submit: 'Waive',
    meta: { incident: number },
    pieces: [textField({ name: 'text', label: 'Why will there be none?', multiline: true, max: 1000 })],
  })
}
