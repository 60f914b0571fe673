/** "Contact": the ways to reach a person, and everything that can be changed about them, in one form. */
import type { ModalView } from '@slack/types'
import { kindNames, type OwnContacts } from '#contacts/contact.ts'
import { rulesText } from '#contacts/own-rules.ts'
import { methodLine } from '#messages/phone/contact-notices.ts'
import { type ContactKind, contactKinds } from '#policy/contacts.ts'
import { bold, lines } from '#words/blocks.ts'
import { FormValues } from '../asking/form-values.ts'
import { choiceField, modal, textField, tickField } from '../asking/modal.ts'

/** `done`: what the form before it changed; empty at first. */
export function contactView(own: OwnContacts, done = ''): ModalView {
  const { methods, kinds, untilAnswered, weeklyTest, rules, bounds } = own
  const unverified = methods.some(({ verifiedAt, retiredAt }) => verifiedAt === null || retiredAt !== null)
  const offered = kinds.map((kind) => ({ value: kind, words: kindNames[kind] }))
  return modal({
    callback: 'oncall.contact',
    title: 'Ways to reach you',
    submit: 'Save',
    close: 'Done',
    meta: {},
    pieces: [
      lines(
        done !== '' && [bold(done)],
        methods.length === 0 && ['When you are paged, Slack alone tells you. Add a way that rings.'],
        ...methods.map((method) => [methodLine(method)]),
        kinds.length === 0 && ['The people who run Muster have connected no other way yet.'],
      ),
      unverified &&
        textField({
          name: 'code',
          label: 'Code that came',
          hint: 'Six digits. They prove that the way works, and that it is yours.',
          optional: true,
          max: 20,
        }),
      offered.length > 0 &&
        choiceField({ name: 'kind', label: 'Add a way', optional: true, choices: offered }),
      offered.length > 0 &&
        textField({
          name: 'value',
          label: 'Number, address, topic or key',
          hint: 'Only you see it. A number is written in full: +12025550123.',
          optional: true,
          max: 200,
        }),
      methods.length > 1 &&
        choiceField({
          name: 'first',
          label: 'Try first',
          optional: true,
          choices: methods.map((one) => ({ value: one.id, words: `${kindNames[one.kind]} ${one.value}` })),
        }),
      methods.length > 0 &&
        choiceField({
          name: 'remove',
          label: 'Remove',
          optional: true,
          choices: methods.map((one) => ({ value: one.id, words: `${kindNames[one.kind]} ${one.value}` })),
        }),
      tickField({
        name: 'until',
        label: 'Calls',
        words: 'Call me until I answer',
        optional: true,
        initial: untilAnswered,
      }),
      textField({
        name: 'rules',
        label: 'When you are paged',
        hint: `Which ways ring, and when. Empty for what everybody has: ${rulesText(bounds.defaults)}`,
        optional: true,
        max: 200,
        initial: rulesText(rules ?? []),
      }),
      textField({
        name: 'weekly',
        label: 'Weekly test',
        hint: 'A day and an hour where you live, such as mon 10. Empty for none.',
        optional: true,
        max: 20,
        initial: weeklyTest ?? '',
      }),
    ],
  })
}

export interface ContactWish {
  code: string
  kind: ContactKind | null
  value: string
  /** Ids of methods. */
  first: string | null
  remove: string | null
  untilAnswered: boolean
  rules: string
  weekly: string
}

export function readContact(state: unknown): ContactWish {
  const answers = new FormValues(state)
  return {
    code: answers.text('code'),
    kind: answers.oneOf('kind', contactKinds),
    value: answers.text('value'),
    first: answers.choice('first'),
    remove: answers.choice('remove'),
    untilAnswered: answers.ticked('until'),
    rules: answers.text('rules'),
    weekly: answers.text('weekly'),
  }
}
