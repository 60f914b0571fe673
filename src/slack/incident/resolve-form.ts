/** "Resolve": asks what fixed it, what it did to people, and who writes the post-mortem. */
import type { ModalView } from '@slack/types'
import { limits } from '#incidents/decide.ts'
import type { Incident } from '#incidents/incident.ts'
import { FormValues } from '../asking/form-values.ts'
import { type Judgement, longestJudgement } from '#incidents/judgement.ts'
import type { Piece } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'
import { modal, personField, radioField, textField } from '../asking/modal.ts'

/** `typed`: their words about the fix, from the command line. */
/** `suspects`: what may have been the cause, once it is known; names in them are shown as text. */
export function resolveView(
  { number, fixes, affected }: Incident,
  typed = '',
  suspects: readonly Suspect[] = [],
): ModalView {
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
      ...causePieces(suspects),
      personField({ name: 'owner', label: 'Who writes the post-mortem?', optional: true }),
    ],
  })
}

/** Candidates for the cause, as a person may choose one. */
export interface Suspect {
  key: string
  words: string
}

/** The whole words above, since a choice holds only their beginning. */
function causePieces(suspects: readonly Suspect[]): Piece[] {
  if (suspects.length === 0) return []
  return [
    radioField({
      name: 'cause',
      label: 'What was the cause?',
      choices: suspects.map(({ key, words }) => ({ value: key, words: inline(words, 75) })),
      hint: suspects.map(({ words }, nth) => `${nth + 1}. ${inline(words, 400)}`).join('\n'),
      optional: true,
    }),
    textField({
      name: 'cause-words',
      label: 'The cause, in other words',
      max: longestJudgement,
      optional: true,
    }),
  ]
}

export interface Resolving {
  fix: string
  impact: string
  owner: string | null
  cause: Judgement | null
}

export function readResolve(state: unknown): Resolving {
  const answers = new FormValues(state)
  const [of, own] = [answers.choice('cause'), answers.text('cause-words')]
  const yes = { about: 'cause', verdict: 'yes' } as const
  return {
    fix: answers.text('text'),
    impact: answers.text('impact'),
    owner: answers.person('owner'),
    cause: own !== '' ? { ...yes, of: null, text: own } : of !== null ? { ...yes, of, text: null } : null,
  }
}
