/** "Reopen": it came back. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { reasonField } from '../asking/reason.ts'
import { modal } from '../asking/modal.ts'

export function reopenView({ number }: Incident): ModalView {
  return modal({
    callback: 'incident.reopen',
    title: 'Reopen',
    submit: 'Reopen',
    meta: { incident: number },
    pieces: [reasonField('What do you see?')],
  })
}
