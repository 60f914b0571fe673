/** "More…": the other things that may be done now, as buttons. Each value is the incident's number. */
import type { Button, ModalView } from '@slack/types'
import type { Incident, Status } from '#incidents/incident.ts'
import { canMove, isOpen, settable } from '#incidents/moves.ts'
import { button, buttons, lines } from '#words/blocks.ts'
import { titled } from '#incidents/title.ts'
import { statusWords } from '#incidents/words.ts'
import { modal } from '../asking/modal.ts'

export function moreView(incident: Incident): ModalView {
  const { number, status, title } = incident
  const value = String(number)
  const open = isOpen(status)
  const moves = settable.filter((to) => open && canMove(status, to))
  const menu: Button[] = [
    button('Add a note', 'incident.note', value),
    button('When it began…', 'incident.impact', value),
    ...(open
      ? [
          button('Assign a role', 'incident.assign', value),
          button('Hand over…', 'incident.handoff', value),
          button('Page someone…', 'incident.page', value),
        ]
      : []),
    button('Rename', 'incident.rename', value),
    button('Services…', 'incident.services', value),
    ...(canMove(status, 'merged') ? [button('Merge', 'incident.merge', value)] : []),
    ...(canMove(status, 'closed') ? [button('Close the incident…', 'incident.close', value)] : []),
    ...(canMove(status, 'cancelled') ? [button('Cancel the incident', 'incident.cancel', value)] : []),
  ]
  return modal({
    callback: 'incident.more',
    title: 'More',
    submit: null,
    meta: { incident: number },
    pieces: [
      lines([`${titled({ number, title })}: ${statusWords[status]}`]),
      buttons(...menu),
      moves.length > 0 && lines(['Say where it stands:']),
      moves.length > 0 && buttons(...moves.map((to) => statusButton(to, value))),
    ],
  })
}

function statusButton(to: Status, value: string): Button {
  return button(statusWords[to], `incident.status.${to}`, value)
}
