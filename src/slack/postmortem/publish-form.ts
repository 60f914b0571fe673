/** "Publish": asks for the lesson that everybody should read. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { bold, type Line, lines } from '#words/blocks.ts'
import { modal, textField } from '../asking/modal.ts'

/** `doubts`: what speaks for waiting; sending it in spite of them is an answer. */
export function publishView({ number }: Incident, lesson: string, doubts: readonly Line[] = []): ModalView {
  return modal({
    callback: 'postmortem.publish',
    title: 'Publish',
    submit: doubts.length > 0 ? 'Publish anyway' : 'Publish',
    meta: { incident: number },
    pieces: [
      doubts.length > 0 && lines([bold('Before you publish')], ...doubts.map((one): Line => ['• ', ...one])),
      textField({
        name: 'text',
        label: 'What was learned, in two sentences?',
        multiline: true,
        max: 1000,
        initial: lesson,
        hint: 'Everybody reads this. The incident is closed, and its room archived later.',
      }),
    ],
  })
}
