/** "Close the incident" and "Archive the room": each says what happens to the incident, its post-mortem and its room. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { bold, lines } from '#words/blocks.ts'
import { length } from '#words/length.ts'
import { modal } from '../asking/modal.ts'
import { reasonField } from '../asking/reason.ts'

/** `archiveAfter`: milliseconds. */
export function closeView({ number }: Incident, archiveAfter: number, reason = ''): ModalView {
  return modal({
    callback: 'incident.close',
    title: 'Close the incident',
    submit: 'Close',
    meta: { incident: number },
    pieces: [
      lines(
        [bold('Incident: '), `#${number} is closed. Reopen it if it comes back.`],
        [bold('Post-mortem: '), 'it stays with its owner until it is published or waived.'],
        [bold('Room: '), `it is archived ${length(archiveAfter)} after both, and can still be read then.`],
      ),
      reasonField('Why now?', reason),
    ],
  })
}

export function archiveView({ number }: Incident): ModalView {
  return modal({
    callback: 'incident.archive',
    title: 'Archive the room',
    submit: 'Archive',
    meta: { incident: number },
    pieces: [
      lines(
        [bold('Room: '), 'it is archived now. Everything in it can still be read.'],
        [bold('Incident: '), `#${number} stays as it is. If it is reopened, it gets a new room.`],
        [bold('Post-mortem: '), 'a draft can still be finished: by /incident postmortem, with its number.'],
      ),
    ],
  })
}
