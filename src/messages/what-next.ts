/** The decision path, said privately to whoever just acknowledged: revert, else hotfix, else call the squad. */
import type { Incident } from '#incidents/incident.ts'
import type { Message } from '#projection/slot.ts'
import { bold, button, buttons, lines, message } from './blocks.ts'
import { inline } from './user-text.ts'
import type { Words } from './words.ts'

export function whatNext({ number, title }: Pick<Incident, 'number' | 'title'>, { names }: Words): Message {
  const value = String(number)
  return message(
    lines(
      [bold(`You have #${number} ${inline(title, 150)}.`), ' Take a breath. Then:'],
      ['1. Did something ship shortly before? Revert it first, understand it later.'],
      ['2. No? Is there a small, safe change that stops it? Hotfix.'],
      [`3. Neither, or not sure within a few minutes? Call the squad's ${names.sem}. Asking early is right.`],
    ),
    buttons(
      button('Start a revert', 'incident.fix.revert', value),
      button('Start a hotfix', 'incident.fix.hotfix', value),
      button(`Escalate to ${names.sem}`, 'incident.escalate-sem', value),
      button(`Escalate to ${names.im}`, 'incident.escalate-im', value),
    ),
  )
}
