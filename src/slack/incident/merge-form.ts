/** "Merge": the incident is the same as another open one. */
import type { ModalView } from '@slack/types'
import { Refusal } from '#errors.ts'
import { counted } from '#incidents/counted.ts'
import type { Incident } from '#incidents/incident.ts'
import { lines } from '#words/blocks.ts'
import { glance } from '#messages/incident/glance.ts'
import type { ListedIncident } from '#messages/incident/incident-list.ts'
import { titled } from '#incidents/title.ts'
import type { Words } from '#incidents/words.ts'
import { FormValues } from '../asking/form-values.ts'
import { choiceField, modal } from '../asking/modal.ts'

/** Leaves the incident itself out of `open`. */
export function mergeView({ number }: Incident, open: readonly ListedIncident[], words: Words): ModalView {
  const others = open.filter((one) => one.number !== number)
  // A choice is cut after its title, so that comes first.
  const choices = others.map((one) => ({
    value: String(one.number),
    words: `${titled(one)} · ${glance(one, words)}`,
  }))
  return modal({
    callback: 'incident.merge',
    title: 'Merge',
    submit: choices.length > 0 ? 'Merge' : null,
    meta: { incident: number },
    pieces:
      choices.length > 0
        ? [
            lines([
              `#${number} ends here; its people are invited to the other room, unless that one is private.`,
            ]),
            choiceField({ name: 'into', label: 'Into which incident?', choices }),
          ]
        : [lines(['No other incident is open.'])],
  })
}

export function readMerge(state: unknown): { into: number } {
  const into = counted.safeParse(Number(new FormValues(state).choice('into')))
  if (!into.success) throw new Refusal('Choose an incident.', 'into')
  return { into: into.data }
}
