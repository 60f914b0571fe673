/** "Change severity": offers P1 to P5. */
import type { ModalView } from '@slack/types'
import { type Incident, type Severity, severities } from '#incidents/incident.ts'
import { lines } from '#words/blocks.ts'
import { severityWords, usualSeverity, type Words } from '#incidents/words.ts'
import { serviceNames } from '#messages/incident/service-lines.ts'
import { FormValues } from '../asking/form-values.ts'
import { limits } from '#incidents/decide.ts'
import { modal, radioField, textField } from '../asking/modal.ts'

export function severityView({ number, severity, services }: Incident, words: Words): ModalView {
  const choices = severities.map((value) => ({ value, words: severityWords(value, words) }))
  const usual = usualSeverity(services, words)
  return modal({
    callback: 'incident.severity',
    title: 'Change severity',
    submit: 'Change',
    meta: { incident: number },
    pieces: [
      lines(
        ['When unsure, take the higher. It can be lowered later.'],
        usual !== null && [`Trouble with ${serviceNames(services, words)} is usually ${usual}.`],
      ),
      radioField({ name: 'severity', label: 'Severity', choices, initial: severity ?? usual }),
      textField({ name: 'text', label: 'Why?', optional: true, max: limits.text }),
    ],
  })
}

export function readSeverity(state: unknown): { to: Severity; reason: string | null } {
  const answers = new FormValues(state)
  return { to: answers.requiredOneOf('severity', severities), reason: answers.text('text') || null }
}
