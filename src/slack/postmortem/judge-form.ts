/** "In other words": asks how a person would say it. */
import type { ModalView } from '@slack/types'
import type { Incident, JudgedPart } from '#incidents/incident.ts'
import { longestJudgement } from '#incidents/judgement.ts'
import { modal, textField } from '../asking/modal.ts'

const labels: Record<JudgedPart, string> = {
  cause: 'What was the cause?',
  impact: 'What was the impact?',
  context: 'What was going on before?',
}

export function judgeView({ number }: Incident, about: JudgedPart): ModalView {
  return modal({
    callback: 'postmortem.judge-own',
    title: 'In other words',
    submit: 'Save',
    meta: { incident: number, of: about },
    pieces: [
      textField({
        name: 'text',
        label: labels[about],
        multiline: true,
        max: longestJudgement,
        hint: 'It goes into the post-mortem, with your name.',
      }),
    ],
  })
}
