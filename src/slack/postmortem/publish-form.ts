/** "Publish": asks for the lesson that everybody should read. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { bold, type Line, lines } from '#words/blocks.ts'
import { modal, textField } from '../asking/modal.ts'

/** `doubts`: what speaks for waiting; sending it in spite of them is an answer. */
export function publishView({ number }: Incident, lesson: string, doubts: readonly Line[] = []): ModalView {
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
        [bold('Room: '), 'it stays open for now. It is archived later, and can still be read then.'],
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
