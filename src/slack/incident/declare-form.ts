/** "Declare an incident": one required field, under the open incidents that may be the same. */
import type { ModalView } from '@slack/types'
import { limits } from '#incidents/decide.ts'
import { type Declaration, severities } from '#incidents/incident.ts'
import { lines, small } from '#words/blocks.ts'
import { type ListedIncident, summaryRow } from '#messages/incident/incident-list.ts'
import { severityWords, type Words } from '#incidents/words.ts'
import { FormValues } from '../asking/form-values.ts'
import { serviceChoices } from './service-form.ts'
import { choiceField, instantField, type Meta, modal, textField, tickField } from '../asking/modal.ts'

export interface DeclareContext {
  words: Words
  now: Date
  squads: readonly string[]
  /** Open incidents to show, the most similar first. */
  open: readonly ListedIncident[]
  /** Values known already, for example from a message. */
  title?: string
  private?: boolean
  service?: string | null
  began?: Date
  /** The message it is declared from. */
  source?: Pick<Meta, 'channel' | 'ts'>
  /** A remark above the fields, such as which part of a conversation comes along. */
  remark?: string
}

export function declareView(about: DeclareContext): ModalView {
  const { words, now, squads, open } = about
  return modal({
    callback: 'incident.declare',
    title: 'Declare an incident',
    submit: 'Declare',
    meta: about.source ?? {},
    pieces: [
      open.length > 0 && lines(['Is somebody already on it?']),
      ...open.slice(0, 5).map((one) => summaryRow(one, words, now)),
      about.remark !== undefined && small(about.remark),
      textField({
        name: 'title',
        label: 'What is happening?',
        placeholder: 'Checkout fails for everyone',
        max: limits.title,
        initial: about.title?.replace(/\s+/g, ' ') ?? '',
      }),
      choiceField({
        name: 'severity',
        label: 'Severity',
        optional: true,
        placeholder: `Not sure: treated as ${words.defaultSeverity}`,
        choices: severities.map((value) => ({ value, words: severityWords(value, words) })),
      }),
      serviceChoices(words).length > 0 &&
        choiceField({
          name: 'service',
          label: 'Service',
          optional: true,
          placeholder: 'What does not work?',
          hint: 'Its squad’s expert is paged too, unless you name another squad.',
          choices: serviceChoices(words),
          initial: about.service ?? null,
        }),
      squads.length > 0 &&
        choiceField({
          name: 'squad',
          label: 'Squad',
          optional: true,
          placeholder: 'Whose expert is needed?',
          choices: squads.map((value) => ({ value, words: value })),
        }),
      textField({ name: 'affected', label: 'Who is affected?', optional: true, multiline: true, max: 500 }),
      instantField({
        name: 'start',
        label: 'When did it begin?',
        optional: true,
        hint: 'If you know. It can be said later as well.',
        initial: about.began ?? null,
      }),
      tickField({
        name: 'private',
        label: 'Private',
        optional: true,
        words: 'Only people invited to its room can see it; this cannot be changed later',
        initial: about.private ?? false,
      }),
      tickField({
        name: 'drill',
        label: 'Drill',
        optional: true,
        words: 'A rehearsal: nothing is broken, and nobody is woken',
      }),
    ],
  })
}

export function readDeclare(state: unknown): Omit<Declaration, 'source'> {
  const answers = new FormValues(state)
  return {
    title: answers.text('title'),
    severity: answers.oneOf('severity', severities),
    squad: answers.choice('squad'),
    services: [answers.choice('service') ?? []].flat(),
    affected: answers.text('affected') || null,
    private: answers.ticked('private'),
    drill: answers.ticked('drill'),
  }
}

/** The time at which it began, where the reporter knows. */
export function readDeclaredStart(state: unknown): Date | null {
  return new FormValues(state).instant('start')
}
