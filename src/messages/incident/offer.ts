/** Offers a role in a direct message; until it is accepted the old holder keeps it. */
import type { Incident, Offer } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { button, buttons, lines, mention, message, quote } from '#words/blocks.ts'
import { titled } from '#incidents/title.ts'
import { roleName, type Words } from '#incidents/words.ts'

/** Writes the offer; its buttons carry `{number, role}` as JSON. */
export function offer(incident: Incident, { role, from, to, brief, outcome }: Offer, words: Words): Message {
  const value = JSON.stringify({ number: incident.number, role })
  const name = roleName(role, words)
  return message(
    lines(
      [mention(to), ', ', mention(from), ` asks you to take over as ${name} of ${titled(incident)}.`],
      [answers[outcome]],
    ),
    brief !== '' && quote(brief),
    outcome === 'open' &&
      buttons(button('Accept', 'role.accept', value, 'primary'), button('Decline', 'role.decline', value)),
  )
}

const answers: Record<Offer['outcome'], string> = {
  open: 'Until you accept, nothing changes.',
  accepted: 'You accepted. It is yours.',
  declined: 'You declined.',
  withdrawn: 'This offer is no longer open.',
}
