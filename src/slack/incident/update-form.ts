/** "Post update": the words stakeholders read, and the time until they hear again. */
import type { ModalView } from '@slack/types'
import { limits } from '#incidents/decide.ts'
import type { Incident, StakeholderUpdate } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { bold, button, buttons, lines } from '#words/blocks.ts'
import { updatePieces } from '#messages/incident/update.ts'
import { titled } from '#incidents/title.ts'
import { FormValues } from '../asking/form-values.ts'
import { choiceField, modal, textField } from '../asking/modal.ts'

const intervals = ['15', '30', '60', '120', '240'] as const

export interface UpdateDraft {
  /** Minutes until the next update: suggested by the policy, or chosen. */
  minutes: number | null
  /** Words to begin with, for example of a message. */
  text?: string
  /** The update as it would be posted now. */
  preview?: StakeholderUpdate
}

export function updateView(incident: Incident, { minutes, text, preview }: UpdateDraft): ModalView {
  const open = isOpen(incident.status)
  return modal({
    callback: 'incident.update',
    title: 'Post update',
    submit: 'Post',
    meta: { incident: incident.number },
    pieces: [
      lines([`Everybody who follows ${titled(incident)} reads this. No promise of when it will be over.`]),
      textField({
        name: 'text',
        label: 'Update',
        multiline: true,
        max: limits.text,
        initial: text ?? template,
        hint: 'What it means for people, in words that need no engineer.',
      }),
      open &&
        choiceField({
          name: 'next',
          label: 'Next update in',
          optional: true,
          choices: intervals.map((value) => ({ value, words: intervalWords(Number(value)) })),
          initial: minutes === null ? null : nearest(minutes),
        }),
      buttons(button('Preview', 'update.preview', String(incident.number))),
      ...(preview ? [lines([bold('This is what they will read:')]), ...updatePieces(incident, preview)] : []),
    ],
  })
}

const template = 'What we know: \nWhat we do: '

/** Null `nextInMinutes` means that no next one is promised. */
export function readUpdate(state: unknown): { text: string; nextInMinutes: number | null } {
  const answers = new FormValues(state)
  const next = answers.oneOf('next', intervals)
  const text = answers.text('text')
  return { text: text === template.trim() ? '' : text, nextInMinutes: next === null ? null : Number(next) }
}

function intervalWords(minutes: number): string {
  if (minutes < 60) return `${minutes} minutes`
  return minutes === 60 ? '1 hour' : `${minutes / 60} hours`
}

function nearest(minutes: number): string {
  const distance = (value: string) => Math.abs(Number(value) - minutes)
  return [...intervals].sort((a, b) => distance(a) - distance(b))[0] ?? intervals[0]
}
