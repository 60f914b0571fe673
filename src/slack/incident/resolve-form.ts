/** "Resolve": asks what fixed it, what it did to people, and who writes the post-mortem. */
import type { ModalView } from '@slack/types'
import { limits } from '#incidents/decide.ts'
import type { Incident } from '#incidents/incident.ts'
import { FormValues } from '../asking/form-values.ts'
import { modal, personField, textField } from '../asking/modal.ts'

/** `typed`: their words about the fix, from the command line. */
export function resolveView({ number, fixes, affected }: Incident, typed = ''): ModalView {
  const worked = fixes.findLast((fix) => fix.outcome === 'worked')
  return modal({
    callback: 'incident.resolve',
    title: 'Resolve',
    submit: 'Resolve',
    meta: { incident: number },
    pieces: [
      textField({
        name: 'text',
        label: 'What fixed it?',
        multiline: true,
        max: limits.text,
        initial: typed || [worked?.what, worked?.remark].filter(Boolean).join('. '),
      }),
      textField({
        name: 'impact',
        label: 'What was the impact?',
        multiline: true,
        max: limits.text,
        initial: affected ?? '',
        hint: 'Who noticed what, and for how long.',
      }),
      personField({ name: 'owner', label: 'Who writes the post-mortem?', optional: true }),
    ],
  })
}

export function readResolve(state: unknown): { fix: string; impact: string; owner: string | null } {
  const answers = new FormValues(state)
  return { fix: answers.text('text'), impact: answers.text('impact'), owner: answers.person('owner') }
}
