/** "Fix…" during an attempt: asks for the outcome. */
import type { ModalView } from '@slack/types'
import { limits } from '#incidents/decide.ts'
import type { FixAttempt, Incident } from '#incidents/incident.ts'
import { button, buttons, lines, when } from '#words/blocks.ts'
import { actorWords } from '#messages/incident/actor-words.ts'
import { attempt } from '#messages/incident/situation.ts'
import { FormValues } from '../asking/form-values.ts'
import { linkField, readLink } from '../asking/link.ts'
import { modal, radioField, textField } from '../asking/modal.ts'

const outcomes = ['worked', 'failed'] as const

/** The outcome and the words that were typed behind `fix`. */
export interface EndTyped {
  outcome?: (typeof outcomes)[number] | null
  words?: string
}

/** The button "Start another" replaces this form with the one for starting. */
export function endFixView(
  { number }: Incident,
  fix: FixAttempt,
  { outcome = null, words = '' }: EndTyped = {},
): ModalView {
  return modal({
    callback: 'incident.fix-ended',
    title: 'How did it go?',
    submit: 'Record',
    meta: { incident: number, fix: fix.number },
    pieces: [
      lines(attempt(fix), [
        'Started at ',
        when(fix.startedAt),
        ...(fix.startedBy ? [' by ', actorWords(fix.startedBy)] : []),
      ]),
      buttons(button('Start another', 'incident.fix.another', String(number))),
      radioField({
        name: 'outcome',
        label: 'Did it work?',
        choices: [
          { value: 'worked', words: 'It worked' },
          { value: 'failed', words: 'It failed' },
        ],
        initial: outcome,
      }),
      textField({
        name: 'text',
        label: 'What did you see?',
        optional: true,
        multiline: true,
        max: limits.text,
        initial: words,
      }),
      linkField(),
    ],
  })
}

export function readEndFix(state: unknown): {
  outcome: 'worked' | 'failed'
  remark: string | null
  link: string | null
} {
  const answers = new FormValues(state)
  return {
    outcome: answers.requiredOneOf('outcome', outcomes),
    remark: answers.text('text') || null,
    link: readLink(answers),
  }
}
