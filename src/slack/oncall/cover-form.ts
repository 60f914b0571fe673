/** "Find cover": asks for somebody to stand in for a shift, or for some hours of one. */
import type { ModalView } from '@slack/types'
import { Refusal } from '#errors.ts'
import { lines } from '#words/blocks.ts'
import { FormValues } from '../asking/form-values.ts'
import { instantField, modal, textField } from '../asking/modal.ts'
import { readShift, type ShiftChoice, shiftField } from './shift-field-form.ts'

/** Takes the person's own `shifts`, at least one. */
export function coverView(
  shifts: readonly ShiftChoice[],
  timeZone: string,
  initial: string | null,
): ModalView {
  return modal({
    callback: 'oncall.cover',
    title: 'Find cover',
    submit: 'Ask',
    meta: {},
    pieces: [
      lines(['Everybody in the rota can take it with one click. Until somebody does, it stays yours.']),
      shiftField({ name: 'shift', label: 'Which turn?', initial }, shifts, timeZone),
      instantField({
        name: 'from',
        label: 'Only from',
        optional: true,
        hint: 'Left empty: from its beginning.',
      }),
      instantField({ name: 'until', label: 'Only until', optional: true, hint: 'Left empty: to its end.' }),
      textField({
        name: 'note',
        label: 'Note',
        optional: true,
        max: 300,
        placeholder: 'Concert of my daughter',
      }),
    ],
  })
}

export interface CoverWish {
  rota: string
  /** The start of the chosen shift. */
  shift: Date
  from: Date | null
  until: Date | null
  note: string
}

export function readCover(state: unknown): CoverWish {
  const answers = new FormValues(state)
  const { rota, start } = readShift(answers, 'shift')
  const [from, until] = [answers.instant('from'), answers.instant('until')]
  if (from !== null && until !== null && until <= from) {
    throw new Refusal('That ends before it begins.', 'until')
  }
  return { rota, shift: start, from, until, note: answers.text('note') }
}
