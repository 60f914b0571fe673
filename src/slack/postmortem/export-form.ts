/** "Export": offers the kinds of file. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { button, buttons, lines } from '#words/blocks.ts'
import { modal } from '../asking/modal.ts'

export function exportView({ number }: Incident): ModalView {
  const value = String(number)
  return modal({
    callback: 'postmortem.exports',
    title: 'Export',
    submit: null,
    meta: { incident: number },
    pieces: [
      lines(['It comes to you as a file, in a direct message.']),
      buttons(button('Markdown', 'export.md', value), button('Web page', 'export.html', value)),
      lines(['Roles instead of names:']),
      buttons(
        button('Markdown, roles', 'export.md-roles', value),
        button('Web page, roles', 'export.html-roles', value),
      ),
    ],
  })
}
