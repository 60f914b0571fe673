/** "Escalate to SEM": which squad's expert, and why. */
import type { ModalView } from '@slack/types'
import { Refusal } from '#errors.ts'
import type { Incident } from '#incidents/incident.ts'
import { lines } from '../blocks.ts'
import type { Words } from '../words.ts'
import { Answers } from './answers.ts'
import { choiceField, modal } from './modal.ts'
import { reasonField } from './reason.ts'

export function escalateSemView(
  { number, squad }: Incident,
  squads: readonly string[],
  { names }: Words,
): ModalView {
  const known = squads.length > 0
  return modal({
    callback: 'incident.escalate-sem',
    title: `Escalate to ${names.sem}`,
    submit: known ? 'Escalate' : null,
    meta: { incident: number },
    pieces: known
      ? [
          lines(['They are paged at once, and invited to the room. Several squads may be in.']),
          choiceField({
            name: 'squad',
            label: 'Squad',
            choices: squads.map((value) => ({ value, words: value })),
            initial: squad,
          }),
          reasonField('Why them?'),
        ]
      : [
          lines([
            `No squads are set up, so nobody can be paged as ${names.sem}. Escalate to ${names.im}, or invite somebody to the room.`,
          ]),
        ],
  })
}

export function readEscalateSem(state: unknown): { squad: string; reason: string | null } {
  const answers = new Answers(state)
  const squad = answers.choice('squad')
  if (squad === null) throw new Refusal('Please choose a squad.', 'squad')
  return { squad, reason: answers.text('reason') || null }
}
