/** Asks why there will be no post-mortem. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { bold, lines } from '#words/blocks.ts'
import { length } from '#words/length.ts'
import { modal, textField } from '../asking/modal.ts'

/** `archiveAfter`: milliseconds. */
export function waiveView({ number }: Incident, archiveAfter: number): ModalView {
  return modal({
    callback: 'postmortem.waive',
    title: 'No post-mortem',
    submit: 'Waive',
    meta: { incident: number },
    pieces: [
      lines(
        [bold('Post-mortem: '), 'there will be none, and your reason stands in its place.'],
        [bold('Incident: '), `#${number} is closed with that. Reopen it if it comes back.`],
        [bold('Room: '), `it is archived ${length(archiveAfter)} after that, and can still be read then.`],
      ),
      textField({ name: 'text', label: 'Why will there be none?', multiline: true, max: 1000 }),
    ],
  })
}
