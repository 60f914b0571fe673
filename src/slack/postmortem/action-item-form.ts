/** Forms to promise an action item, and to say that one will not be done after all. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import type { ActionItem } from '#postmortems/postmortem.ts'
import { lines } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'
import { FormValues } from '../asking/form-values.ts'
import { dateField, modal, personField, textField } from '../asking/modal.ts'

export function actionView({ number }: Incident, what = ''): ModalView {
  return modal({
    callback: 'action.add',
    title: 'Action item',
    submit: 'Add',
    meta: { incident: number },
    pieces: [
      textField({
        name: 'text',
        label: 'What will be true when it is done?',
        multiline: true,
        max: 1000,
        initial: what,
        hint: 'Something that can be checked: “an alert fires when the order list is empty”.',
      }),
      personField({ name: 'owner', label: 'Who will do it?', optional: true }),
      dateField({ name: 'due', label: 'By when?', optional: true }),
      textField({ name: 'ticket', label: 'Ticket', max: 500, optional: true, placeholder: 'https://…' }),
    ],
  })
}

/** Asks for what an action item lacks: who, and until when. */
export function settleView({
  incident,
  number,
  what,
  owner,
  due,
}: Pick<ActionItem, 'incident' | 'number' | 'what' | 'owner' | 'due'>): ModalView {
  return modal({
    callback: 'action.settle',
    title: `A${number} of #${incident}`,
    submit: 'Save',
    meta: { incident, of: String(number) },
    pieces: [
      lines([inline(what, 1000)]),
      personField({ name: 'owner', label: 'Who will do it?', optional: true, initial: owner }),
      dateField({ name: 'due', label: 'By when?', optional: true, initial: due }),
    ],
  })
}

export function readSettled(state: unknown): { owner: string | null; due: string | null } {
  const answers = new FormValues(state)
  return { owner: answers.person('owner'), due: answers.date('due') }
}

export function readAction(state: unknown): {
  what: string
  owner: string | null
  due: string | null
  ticket: string | null
} {
  const answers = new FormValues(state)
  return {
    what: answers.text('text'),
    owner: answers.person('owner'),
    due: answers.date('due'),
    ticket: answers.text('ticket') || null,
  }
}

export function willNotView(item: { incident: number; number: number }): ModalView {
  return modal({
    callback: 'action.will-not',
    title: 'Won’t do',
    submit: 'Save',
    meta: { incident: item.incident, of: String(item.number) },
    pieces: [textField({ name: 'text', label: 'Won’t do, because …', multiline: true, max: 1000 })],
  })
}
