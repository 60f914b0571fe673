/** "Escalate to IM": shows who would oversee it and speak with stakeholders. */
import type { ModalView } from '@slack/types'
import type { Incident } from '#incidents/incident.ts'
import { lines } from '#words/blocks.ts'
import type { Words } from '#incidents/words.ts'
import { imOnce } from '#messages/incident/im-later.ts'
import { FormValues } from '../asking/form-values.ts'
import { askedLevels, readLevel } from './asked-levels-form.ts'
import type { AskedLevel } from '#escalation/ladder-preview.ts'
import { modal } from '../asking/modal.ts'
import { reasonField } from '../asking/reason.ts'

export function escalateImView(incident: Incident, levels: readonly AskedLevel[], words: Words): ModalView {
  const { number } = incident
  const { im } = words.names
  const once = imOnce(incident, words)
  return modal({
    callback: 'incident.escalate-im',
    title: `Escalate to ${im}`,
    submit: 'Escalate',
    meta: { incident: number },
    pieces: [
      lines(
        ['They are paged at once, take over talking to stakeholders, and leave the fixing to you.'],
        once !== null && [`By itself, the ${im} is paged ${once}. Here you page them now.`],
      ),
      ...askedLevels('im', levels),
      reasonField('What do you need from them?'),
    ],
  })
}

export function readEscalateIm(state: unknown): { reason: string | null; level?: number } {
  const answers = new FormValues(state)
  const level = readLevel(answers, 'im')
  return { reason: answers.text('reason') || null, ...(level !== undefined && { level }) }
}
