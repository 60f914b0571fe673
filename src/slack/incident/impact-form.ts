/** "When it began": the times in which people were affected, by hand or as a message shows them. */
import type { ModalView } from '@slack/types'
import { Refusal } from '#errors.ts'
import type { ImpactWish } from '#incidents/impact-times.ts'
import type { ImpactEdge, Incident, MessageRef } from '#incidents/incident.ts'
import { lines } from '#words/blocks.ts'
import { FormValues } from '../asking/form-values.ts'
import { type Choice, choiceField, instantField, type Meta, modal, radioField } from '../asking/modal.ts'

export function impactView({ number, impactStart, impactEnd }: Incident): ModalView {
  return modal({
    callback: 'incident.impact',
    title: 'When it began',
    submit: 'Save',
    meta: { incident: number, of: JSON.stringify([seconds(impactStart), seconds(impactEnd)]) },
    pieces: [
      lines([
        'The time in which people were affected, as far as you know. Its figures count from when it began.',
      ]),
      instantField({ name: 'start', label: 'When did it begin?', initial: impactStart, optional: true }),
      instantField({
        name: 'end',
        label: 'When was nobody affected any more?',
        initial: impactEnd,
        optional: true,
        hint: 'This does not end the incident: “Resolve” does. What is left empty counts as not known.',
      }),
    ],
  })
}

/** Only what the person changed, so that somebody else's word of meanwhile stays. `shown` is what the form began with. */
export function readImpact(state: unknown, shown: string): ImpactWish {
  const answers = new FormValues(state)
  const [start, end] = readShown(shown)
  return {
    ...changed('start', answers.instant('start'), start),
    ...changed('end', answers.instant('end'), end),
  }
}

function changed(edge: ImpactEdge, to: Date | null, from: number | null): ImpactWish {
  if (to === null) return from === null ? {} : { [edge]: null }
  return from !== null && Math.abs(to.getTime() / 1000 - from) < 60 ? {} : { [edge]: to }
}

function seconds(at: Date | null): number | null {
  return at && at.getTime() / 1000
}

/** Nothing was shown where the metadata was forged. */
function readShown(shown: string): [number | null, number | null] {
  try {
    const [start, end] = JSON.parse(shown) as [unknown, unknown]
    return [typeof start === 'number' ? start : null, typeof end === 'number' ? end : null]
  } catch {
    return [null, null]
  }
}

export interface PointedAt {
  /** The incident, where the message's conversation tells it. */
  incident: Incident | null
  /** Those it may be about otherwise. */
  choices: readonly Choice[]
  likely: string | null
  at: Date
  /** The message, unless its place is nobody else's business. */
  message: MessageRef | null
}

/** Asks for what a message shows: the start or the end, and of which incident. */
export function pointedView({ incident, choices, likely, at, message }: PointedAt): ModalView {
  return modal({
    callback: 'incident.impact-shown',
    title: 'When it began',
    submit: 'Save',
    meta: { ...(incident && { incident: incident.number }), ...message } satisfies Meta,
    pieces: [
      incident === null &&
        choiceField({ name: 'incident', label: 'Which incident?', choices, initial: likely }),
      radioField({
        name: 'edge',
        label: 'What does the message show?',
        choices: [
          { value: 'start', words: 'It had begun' },
          { value: 'end', words: 'Nobody was affected any more' },
        ],
        initial: 'start',
      }),
      instantField({ name: 'at', label: 'When', initial: at }),
    ],
  })
}

export function readPointed(state: unknown): { incident: string | null; edge: ImpactEdge; at: Date } {
  const answers = new FormValues(state)
  const at = answers.instant('at')
  if (at === null) throw new Refusal('Choose a time.', 'at')
  return {
    incident: answers.choice('incident'),
    edge: answers.requiredOneOf('edge', ['start', 'end']),
    at,
  }
}
