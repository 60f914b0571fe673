/** "Publish": asks for the lesson that everybody should read. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { bold, type Line, lines } from '#words/blocks.ts'
import { length } from '#words/length.ts'
import { modal, textField } from '../asking/modal.ts'

/** `doubts`: what speaks for waiting; sending it in spite of them is an answer. `archiveAfter`: milliseconds. */
export function publishView(
  { number }: Incident,
  lesson: string,
  archiveAfter: number,
  doubts: readonly Line[] = [],
): ModalView {
  return modal({
    callback: 'postmortem.publish',
    title: 'Publish post-mortem',
    submit: doubts.length > 0 ? 'Publish anyway' : 'Publish post-mortem',
    meta: { incident: number },
    pieces: [
      doubts.length > 0 && lines([bold('Before you publish')], ...doubts.map((one): Line => ['• ', ...one])),
      lines(
        [bold('Post-mortem: '), 'it is published, and everybody can read it.'],
        [bold('Incident: '), `#${number} is closed with it. Reopen it if it comes back.`],
        [bold('Room: '), `it is archived ${length(archiveAfter)} after that, and can still be read then.`],
      ),
      textField({
        name: 'text',
        label: 'What was learned, in two sentences?',
        multiline: true,
        max: 1000,
        initial: lesson,
        hint: 'Everybody reads these sentences.',
      }),
    ],
  })
}
