/** "Cancel": it was not an incident. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { lines } from '#words/blocks.ts'
import { modal } from '../asking/modal.ts'
import { reasonField } from '../asking/reason.ts'

export function cancelView({ number }: Incident): ModalView {
  return modal({
    callback: 'incident.cancel',
    title: 'Cancel the incident',
    submit: 'Cancel it',
    close: 'Keep it open',
    meta: { incident: number },
    pieces: [
      lines(['A false alarm is no mistake. The room and its record stay.']),
      reasonField('What was it?'),
    ],
  })
}
