/** "Quiet": a time of maintenance. */
import type { ModalView } from '@slack/types'
import type { QuietWish } from '#alerts/quiet.ts'
import { Refusal } from '#errors.ts'
import type { Words } from '#incidents/words.ts'
import { lines } from '#words/blocks.ts'
import { FormValues } from '../asking/form-values.ts'
import { choiceField, instantField, modal, textField } from '../asking/modal.ts'
import { serviceChoices } from '../incident/service-form.ts'

export function quietView(words: Words, now: Date): ModalView {
  const choices = serviceChoices(words)
  return modal({
    callback: 'alert.quiet',
    title: 'Maintenance',
    submit: 'Be quiet',
    meta: {},
    pieces: [
      lines(['Its alerts are kept and shown, and page nobody. It ends by itself, and says so.']),
      choices.length > 0 && choiceField({ name: 'service', label: 'Service', optional: true, choices }),
      textField({
        name: 'match',
        label: 'Or alerts with these labels',
        optional: true,
        max: 500,
        placeholder: 'alertname=Disk* env=staging',
      }),
      instantField({ name: 'from', label: 'From', optional: true, initial: now }),
      instantField({ name: 'to', label: 'To', initial: new Date(+now + 3_600_000) }),
      textField({ name: 'why', label: 'Why?', max: 500, placeholder: 'The database moves' }),
    ],
  })
}

export function readQuiet(state: unknown, now: Date): QuietWish {
  const answers = new FormValues(state)
  const to = answers.instant('to')
  if (to === null) throw new Refusal('Say when it ends.', 'to')
  const service = answers.choice('service')
  const match = labelsIn(answers.text('match'))
  return {
    service,
    match: service === null ? match : {},
    from: answers.instant('from') ?? now,
    to,
    why: answers.text('why'),
  }
}

/** `alertname=Disk* env="staging"`, apart by spaces or commas. */
export function labelsIn(text: string): Record<string, string> {
  const pairs = text
    .slice(0, 500)
    .split(/[\s,]+/)
    .filter((one) => one !== '')
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      const value = pair.slice(at + 1).replaceAll('"', '')
      if (at < 1 || value === '')
        throw new Refusal(
          'Write labels as name=value, such as alertname=Disk*. Nothing was changed.',
          'match',
        )
      return [pair.slice(0, at), value]
    }),
  )
}
