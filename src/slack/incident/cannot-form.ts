/** "I can't": a reason may follow, but need not. */
import type { ModalView } from '@slack/types'
import { lines } from '#words/blocks.ts'
import { FormValues } from '../asking/form-values.ts'
import { modal, textField } from '../asking/modal.ts'

export function cannotView(incident: number): ModalView {
  return modal({
    callback: 'page.cannot',
    title: "You can't: noted",
    submit: 'Say why',
    meta: { incident },
    pieces: [
      lines([`You will not be paged about #${incident} again. You can close this.`]),
      textField({
        name: 'reason',
        label: 'Would you like to say why?',
        optional: true,
        max: 200,
        hint: 'It goes into the notes of the incident.',
      }),
    ],
  })
}

/** The reason; null where nothing was written. */
export function readCannot(state: unknown): string | null {
  return new FormValues(state).text('reason') || null
}
