/** Offers a role in a direct message, with all that its reader needs to say yes; until it is accepted the old holder keeps it. */
import type { Incident, Offer, Role, UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import type { Message } from '#words/message.ts'
import {
  bold,
  button,
  buttons,
  channel,
  type Line,
  lines,
  mention,
  message,
  type Piece,
  quote,
  when,
} from '#words/blocks.ts'
import { titled } from '#incidents/title.ts'
import { roleName, type Words } from '#incidents/words.ts'
import { glance } from './glance.ts'
import { attempt, lastUpdate, standing } from './situation.ts'
import { whoHasIt } from './who-has-it.ts'

export interface OfferContext {
  words: Words
  /** The room, once there is one. */
  room: string | null
  /** The time at which stakeholders should hear next; null where nothing is promised. */
  updateDue: Date | null
}

/** Writes the offer; its buttons carry `{number, role}` as JSON. */
export function offer(incident: Incident, offered: Offer, now: OfferContext): Message {
  const { role, to, brief, outcome } = offered
  const isWaiting = outcome === 'open'
  return message(
    lines(asking(incident, offered, now.words), [
      answers[outcome],
      ...(isWaiting ? [] : [' ', ...whoHasIt(incident, role, to)]),
    ]),
    brief !== '' && quote(brief),
    ...(isWaiting ? [...situationFor(incident, now), choosing(incident, role)] : []),
  )
}

/** Asks again, once; its buttons as `offer`. */
export function offerWaits(incident: Incident, offered: Offer, now: OfferContext): Message {
  const { from, role, outcome } = offered
  if (outcome !== 'open') return offer(incident, { ...offered, brief: '' }, now)
  return message(
    lines(
      [mention(from), ` still waits for your answer: ${roleName(role, now.words)} of ${titled(incident)}.`],
      [answers.open, ...(now.room === null ? [] : [' Its room: ', channel(now.room), '.'])],
    ),
    choosing(incident, role),
  )
}

function asking(incident: Incident, { role, from, to, holder }: Offer, words: Words): Line {
  return [
    mention(to),
    ', ',
    mention(from),
    ` asks you to take over as ${roleName(role, words)} of ${titled(incident)}`,
    ...(holder === null || holder === from ? [] : [' from ', mention(holder)]),
    '.',
  ]
}

function choosing({ number }: Incident, role: Role): Piece {
  const value = JSON.stringify({ number, role })
  return buttons(button('Accept', 'role.accept', value, 'primary'), button('Decline', 'role.decline', value))
}

/** Tells how it stands, what was tried, who is in, and when the next update is due. */
function situationFor(incident: Incident, { words, room, updateDue }: OfferContext): Piece[] {
  const { fixes, updates } = incident
  const update = updates.at(-1)
  return [
    lines(
      [bold(glance(incident, words)), ' since ', when(incident.statusSince, 'day')],
      ...standing(incident, words),
      ...(room === null ? [] : [[bold('Room: '), channel(room)]]),
      whoIsIn(incident, words),
    ),
    lines(
      ...(fixes.length > 0 ? fixes.slice(-3).map(attempt) : [['Nothing has been tried yet.']]),
      update !== undefined && lastUpdate(update, true),
      updateDue !== null && [bold('Next update due: '), when(updateDue)],
    ),
  ]
}

function whoIsIn({ roles, present }: Incident, words: Words): Line {
  const held = (Object.entries(roles) as [Role, UserId][]).slice(0, 8)
  const holders = new Set(Object.values(roles))
  const others = present.filter(({ user }) => !holders.has(user)).length
  return [
    bold('In it: '),
    ...held.flatMap(
      ([role, user], index): Line => [`${index > 0 ? ', ' : ''}${roleName(role, words)} `, mention(user)],
    ),
    ...(held.length === 0 ? ['nobody has a role yet'] : []),
    ...(others > 0 ? [` and ${others} more in the room`] : []),
  ]
}

const answers: Record<Offer['outcome'], string> = {
  open: 'Until you accept, nothing changes.',
  accepted: 'You accepted.',
  declined: 'You declined.',
  withdrawn: 'This offer is no longer open.',
}

/** Tells the one who offered it, and the one who has it, how the offer stands. */
export function offerSent(incident: Incident, offered: Offer, reader: UserId, words: Words): Message {
  const { role, from, to, holder, outcome } = offered
  const part = `${roleName(role, words)} of ${titled(incident)}`
  const said: Line =
    from === reader
      ? [`You offered ${part} to `, mention(to), '.']
      : [mention(from), ` offered ${part} to `, mention(to), '.']
  if (outcome !== 'open')
    return message(lines([...said, ' ', ...answered(offered), ...has(incident, offered, reader)]))
  const until: Line =
    holder === null
      ? ['Nobody has it until they accept.']
      : holder === reader
        ? ['It stays yours until they accept.']
        : ['It stays with ', mention(holder), ' until they accept.']
  return message(lines(said, until))
}

/** Tells the same two what came of it, in a message that rings. */
export function offerAnswered(incident: Incident, offered: Offer, reader: UserId, words: Words): Message {
  const { role, to, outcome } = offered
  const part = `${roleName(role, words)} of ${titled(incident)}`
  const rest = has(incident, offered, reader)
  const again = outcome === 'declined' && isOpen(incident.status) && incident.roles[role] === reader
  return message(
    lines([
      mention(to),
      outcome === 'accepted' ? ` took over as ${part}.` : ` declined to take over as ${part}.`,
      ...rest,
    ]),
    again && buttons(button('Hand over…', 'incident.handoff', String(incident.number))),
  )
}

/** Tells them once that nobody has answered. */
export function offerUnanswered(incident: Incident, offered: Offer, reader: UserId, words: Words): Message {
  if (offered.outcome !== 'open') return offerSent(incident, offered, reader, words)
  const { role, to } = offered
  return message(
    lines(
      [
        mention(to),
        ` has not answered yet: ${roleName(role, words)} of ${titled(incident)}. They are asked once more.`,
      ],
      whoHasIt(incident, role, reader),
    ),
    buttons(button('Offer it to somebody else…', 'incident.handoff', String(incident.number))),
  )
}

function answered({ to, outcome }: Offer): Line {
  if (outcome === 'accepted') return [mention(to), ' accepted.']
  return outcome === 'declined' ? [mention(to), ' declined.'] : ['The offer is no longer open.']
}

/** Nothing where that is said already: the one who accepted has it. */
function has(incident: Incident, { role, to, outcome }: Offer, reader: UserId): Line {
  const holds = incident.roles[role] === to && isOpen(incident.status)
  return outcome === 'accepted' && holds ? [] : [' ', ...whoHasIt(incident, role, reader)]
}
