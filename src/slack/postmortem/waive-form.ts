/** Asks why there will be no post-mortem. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { bold, lines } from '#words/blocks.ts'
import { modal, textField } from '../asking/modal.ts'

export function waiveView({ number }: Incident): ModalView {
  return modal({
    callback: 'postmortem.waive',
    title: 'No post-mortem',
    submit: 'Waive',
    meta: { incident: number },
    pieces: [
      lines(
        [bold('Post-mortem: '), 'there will be none, and your reason stands in its place.'],
        [bold('Incident: '), `#${number} is closed with that. Reopen it if it comes back.`],
        [bold('Room: '), 'it stays open for now. It is archived later, and can still be read then.'],
      ),
      textField({ name: 'text', label: 'Why will there be none?', multiline: true, max: 1000 }),
    ],
  })
}
