/** "I'm away": whole days, in the person's time zone. */
import type { ModalView } from '@slack/types'
import { Refusal } from '#errors.ts'
import { lines } from '#words/blocks.ts'
import { FormValues } from '../asking/form-values.ts'
import { dateField, modal } from '../asking/modal.ts'

/** `today` is an ISO date. */
export function awayView(today: string): ModalView {
  return modal({
    callback: 'oncall.away',
    title: 'Away',
    submit: 'Note it',
    meta: {},
    pieces: [
      lines(['You get no turns then. Turns of yours go to others, who are told.']),
      dateField({ name: 'first', label: 'First day', initial: today }),
      dateField({ name: 'last', label: 'Last day', initial: today }),
    ],
  })
}

export function readAway(state: unknown): { first: string; last: string } {
  const answers = new FormValues(state)
  const [first, last] = [answers.requiredDate('first'), answers.requiredDate('last')]
  if (last < first) throw new Refusal('The last day comes before the first one.', 'last')
  return { first, last }
}
