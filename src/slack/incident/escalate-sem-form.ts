/** "Escalate to SEM": asks for the squad and the reason, and shows which expert would be asked. */
import type { ModalView } from '@slack/types'
import { Refusal } from '#errors.ts'
import type { Incident } from '#incidents/incident.ts'
import { lines } from '#words/blocks.ts'
import type { Words } from '#incidents/words.ts'
import { FormValues } from '../asking/form-values.ts'
import { askedLevels, readLevel } from './asked-levels-form.ts'
import type { AskedLevel } from '#escalation/ladder-preview.ts'
import { choiceField, modal } from '../asking/modal.ts'
import { reasonField } from '../asking/reason.ts'

export interface SquadChoice {
  squads: readonly string[]
  /** The squad whose people are shown. */
  squad: string | null
  levels: readonly AskedLevel[]
}

export function escalateSemView(
  { number }: Incident,
  { squads, squad, levels }: SquadChoice,
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
            tells: 'escalate.squad',
          }),
          ...(squad === null
            ? [lines(['Choose a squad to see who would be paged.'])]
            : askedLevels(`sem:${squad}`, levels)),
          reasonField('Why them?'),
        ]
      : [
          lines([
            `No squads are set up, so nobody can be paged as ${names.sem}. Escalate to ${names.im}, or page somebody by name from "More…".`,
          ]),
        ],
  })
}

export function readEscalateSem(state: unknown): { squad: string; reason: string | null; level?: number } {
  const answers = new FormValues(state)
  const squad = answers.choice('squad')
  if (squad === null) throw new Refusal('Choose a squad.', 'squad')
  const level = readLevel(answers, `sem:${squad}`)
  return { squad, reason: answers.text('reason') || null, ...(level !== undefined && { level }) }
}
