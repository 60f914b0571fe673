/** "Reopen": it came back. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { reasonField } from './reason.ts'
import { modal } from './modal.ts'

export function reopenView({ number }: Incident): ModalView {
  return modal({
    callback: 'incident.reopen',
    title: 'Reopen',
    submit: 'Reopen',
    meta: { incident: number },
    pieces: [reasonField('What do you see?')],
  })
}
