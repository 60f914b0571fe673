/** Tells somebody that their role is with another person now. */
import type { Incident, Role, UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import type { RoleChange } from '#incidents/role-changes.ts'
import { titled } from '#incidents/title.ts'
import { roleName, type Words } from '#incidents/words.ts'
import { type Line, lines, mention, message, when } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'
import { actorWords } from './actor-words.ts'
import { whoHasIt } from './who-has-it.ts'

export function rolePassed(incident: Incident, change: RoleChange, words: Words): Message {
  const { role, from, to, by, at } = change
  const part = `${roleName(role, words)} of ${titled(incident)}`
  const said: Line =
    by === to
      ? [mention(to), ` took over as ${part} from you at `, when(at), '.']
      : [actorWords(by), ` gave your part, ${part}, to `, mention(to), ' at ', when(at), '.']
  const still = incident.roles[role] === to && isOpen(incident.status)
  return message(lines(said, !still && whoHasIt(incident, role, from)))
}

/** Tells somebody who was given a role that it is theirs no more. */
export function roleOver(incident: Incident, role: Role, reader: UserId, words: Words): Message {
  return message(
    lines([
      `You were ${roleName(role, words)} of ${titled(incident)}. `,
      ...whoHasIt(incident, role, reader),
    ]),
  )
}
