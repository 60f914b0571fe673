/** "Fix…" when nothing is being tried: what is tried now. */
import type { ModalView } from '@slack/types'
import { limits } from '#incidents/decide.ts'
import { type FixKind, fixKinds, type Incident } from '#incidents/incident.ts'
import { lines } from '../blocks.ts'
import { Answers } from './answers.ts'
import { linkField, readLink } from './link.ts'
import { modal, radioField, textField } from './modal.ts'

const kindWords: Record<FixKind, string> = {
  revert: 'Revert: undo what shipped',
  hotfix: 'Hotfix: a small change, shipped now',
  configuration: 'Configuration: a setting or a switch',
  other: 'Something else',
}

export function startFixView({ number }: Incident, kind: FixKind = 'revert'): ModalView {
  return modal({
    callback: 'incident.fix',
    title: 'Start a fix',
    submit: 'Start',
    meta: { incident: number },
    pieces: [
      lines(['Trying and failing is normal: every attempt goes on the record, so nobody tries it twice.']),
      radioField({
        name: 'kind',
        label: 'How?',
        choices: fixKinds.map((value) => ({ value, words: kindWords[value] })),
        initial: kind,
      }),
      textField({ name: 'text', label: 'What is being done?', multiline: true, max: limits.text }),
      linkField(),
    ],
  })
}

export function readStartFix(state: unknown): { kind: FixKind; what: string; link: string | null } {
  const answers = new Answers(state)
  return {
    kind: answers.requiredOneOf('kind', fixKinds),
    what: answers.text('text'),
    link: readLink(answers),
  }
}
