/** Short answers about post-mortems that only the person who asked reads. */
import type { Incident } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { buttons, lines, message } from '#words/blocks.ts'
import { lackingWords } from '#postmortems/draft/lacking.ts'
import type { ActionItem } from '#postmortems/postmortem.ts'
import { settleButton } from './postmortem-notices.ts'

export function noPostmortem({
  number,
  status,
  mergedInto,
}: Pick<Incident, 'number' | 'status' | 'mergedInto'>): string {
  if (status === 'cancelled') return `#${number} was cancelled, so it has no post-mortem.`
  if (status === 'merged' && mergedInto === null)
    return `#${number} is handled elsewhere, so it has no post-mortem.`
  if (status === 'merged')
    return `#${number} was merged into #${mergedInto}: both have the post-mortem of that one.`
  return `#${number} has no post-mortem yet: there is one once it is resolved.`
}

export function asked(): Message {
  return message(lines(['Each of them is asked in a direct message for what only they can know.']))
}

export function thanksForAnswer(number: number): Message {
  return message(lines([`Thank you: it is in the post-mortem of #${number}.`]))
}

export function exportSent(): Message {
  return message(lines(['It is on its way to you, as a direct message.']))
}

export function actionIsDone(number: number, incident: number): Message {
  return message(lines([`Action item A${number} of #${incident} is done. Thank you!`]))
}

export function added(item: Pick<ActionItem, 'incident' | 'number' | 'owner' | 'due'>): Message {
  const { incident, number } = item
  const lacking = lackingWords(item)
  if (lacking === null)
    return message(lines([`Action item A${number} of #${incident} is saved. Its owner is reminded of it.`]))
  return message(
    lines([
      `Action item A${number} of #${incident} is saved. It has ${lacking}, so nobody is reminded of it. Who will do it, and by when?`,
    ]),
    buttons(settleButton(item)),
  )
}
