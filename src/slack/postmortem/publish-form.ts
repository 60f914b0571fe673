/** "Publish": asks for the lesson that everybody should read. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { modal, textField } from '../asking/modal.ts'

export function publishView({ number }: Incident, lesson: string): ModalView {
  return modal({
    callback: 'postmortem.publish',
    title: 'Publish',
    submit: 'Publish',
    meta: { incident: number },
    pieces: [
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
