/** "Write hand-over note": the things that the next person on call should know. */
import type { ModalView } from '@slack/types'
import { Refusal } from '#errors.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import { FormValues } from '../asking/form-values.ts'
import { modal, textField } from '../asking/modal.ts'

export interface NoteWords {
  readonly openThings: string
  readonly watch: string
  readonly changes: string
}

const longest = 1500

export function handOverNoteView(
  { id, name }: Pick<Rota, 'id' | 'name'>,
  written: NoteWords | null,
): ModalView {
  const part = (field: keyof NoteWords, label: string, hint: string) =>
    textField({
      name: field,
      label,
      hint,
      initial: written?.[field] ?? '',
      optional: true,
      multiline: true,
      max: longest,
    })
  return modal({
    callback: 'oncall.note',
    title: `Hand-over of ${name}`,
    submit: 'Save',
    meta: { rota: id },
    pieces: [
      part('openThings', 'What is open?', 'And the next step of each.'),
      part('watch', 'What to watch?', 'Alerts, graphs, a customer.'),
      part('changes', 'What changed lately?', 'Releases, settings, access.'),
    ],
  })
}

export function readHandOverNote(state: unknown): NoteWords {
  const answers = new FormValues(state)
  const note = {
    openThings: answers.text('openThings'),
    watch: answers.text('watch'),
    changes: answers.text('changes'),
  }
  if (Object.values(note).every((words) => words === '')) {
    throw new Refusal('Please write at least a word, "all quiet" for instance.', 'openThings')
  }
  return note
}
