/** "Change who is on call": puts somebody there by decision, for a reason that all can read. */
import type { ModalView } from '@slack/types'
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Range } from '#time.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import { lines } from '#words/blocks.ts'
import { FormValues } from '../asking/form-values.ts'
import { choiceField, instantField, modal, personField, textField } from '../asking/modal.ts'

/** The values filled in already. */
export interface OverrideDraft extends Range {
  rota: string | null
  user: UserId | null
  reason: string
}

/** Takes at least one rota. */
export function overrideView(
  rotas: readonly Pick<Rota, 'id' | 'name'>[],
  { rota, user, start, end, reason }: OverrideDraft,
): ModalView {
  return modal({
    callback: 'oncall.override',
    title: 'Change who is on call',
    submit: 'Change it',
    meta: {},
    pieces: [
      lines([
        'The person on call at that time is told, with the reason. Turns already counted stay as they are.',
      ]),
      choiceField({
        name: 'rota',
        label: 'Rota',
        choices: rotas.map(({ id, name }) => ({ value: id, words: name })),
        initial: rota,
      }),
      personField({ name: 'user', label: 'Who?', initial: user }),
      instantField({ name: 'from', label: 'From', initial: start }),
      instantField({ name: 'until', label: 'Until', initial: end }),
      textField({
        name: 'reason',
        label: 'Why?',
        initial: reason,
        max: 300,
        placeholder: 'The migration is theirs, they know what to look at',
      }),
    ],
  })
}

export function readOverride(state: unknown): Range & { rota: string; user: UserId; reason: string } {
  const answers = new FormValues(state)
  const rota = answers.choice('rota')
  if (rota === null) throw new Refusal('Choose a rota.', 'rota')
  const user = answers.requiredPerson('user')
  const [start, end] = [answers.instant('from'), answers.instant('until')]
  if (start === null) throw new Refusal('Choose when it begins.', 'from')
  if (end === null) throw new Refusal('Choose when it ends.', 'until')
  if (end <= start) throw new Refusal('That ends before it begins.', 'until')
  const reason = answers.text('reason')
  if (reason === '') throw new Refusal('Please say why in a few words: people will read it.', 'reason')
  return { rota, user, start, end, reason }
}
