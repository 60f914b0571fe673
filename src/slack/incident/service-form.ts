/** "Services": the services that an incident is about. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import type { Words } from '#incidents/words.ts'
import { lines } from '#words/blocks.ts'
import { FormValues } from '../asking/form-values.ts'
import { type Choice, choicesField, modal } from '../asking/modal.ts'

export function servicesView({ number, services }: Incident, words: Words): ModalView {
  const known = Object.keys(words.services).length > 0
  return modal({
    callback: 'incident.services',
    title: 'Services',
    submit: known ? 'Save' : null,
    meta: { incident: number },
    pieces: known
      ? [
          lines(['The squad of the first one becomes the incident’s. Nobody is paged by that.']),
          choicesField({
            name: 'services',
            label: 'What is affected?',
            optional: true,
            choices: serviceChoices(words),
            initial: services,
          }),
        ]
      : [lines(['No services are set up. The policy names them under services.'])],
  })
}

/** `Checkout · squad payments · usually P1`. */
export function serviceChoices({ services }: Pick<Words, 'services'>): Choice[] {
  return Object.entries(services).map(([value, { name, squad, usually }]) => ({
    value,
    words: [name, squad && `squad ${squad}`, usually && `usually ${usually}`]
      .filter((one) => one)
      .join(' · '),
  }))
}

export function readServices(state: unknown): string[] {
  return new FormValues(state).several('services')
}
