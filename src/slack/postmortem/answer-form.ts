/** Asks a person about things that the record does not say. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import type { SectionName } from '#postmortems/draft/draft.ts'
import type { CitedLine } from '#postmortems/draft/evidence.ts'
import { lines } from '#words/blocks.ts'
import { draftLine, sectionTitles } from '#messages/postmortem/postmortem-lines.ts'
import { modal, textField } from '../asking/modal.ts'

export function answerView({ number }: Incident, name: SectionName, asked: readonly CitedLine[]): ModalView {
  return modal({
    callback: 'postmortem.answer',
    title: sectionTitles[name],
    submit: 'Send',
    meta: { incident: number, of: name },
    pieces: [
      lines(...asked.map((one) => draftLine({ ...one, ask: null }))),
      textField({
        name: 'text',
        label: 'What do you know?',
        multiline: true,
        max: 1000,
        hint: 'It goes into the post-mortem, with your name.',
      }),
    ],
  })
}
