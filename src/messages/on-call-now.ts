/** Who is on call now, for whoever asks. */
import type { Role } from '#incidents/incident.ts'
import type { Message } from '#projection/slot.ts'
import { bold, type Line, lines, mention, message } from './blocks.ts'
import { roleName, type Words } from './words.ts'

export interface Turn {
  role: Role
  people: readonly string[]
}

export function onCallNow(turns: readonly Turn[], words: Words): Message {
  return message(lines([bold('On call now')], ...turns.slice(0, 40).map((turn) => line(turn, words))))
}

function line({ role, people }: Turn, words: Words): Line {
  const who = people.flatMap((user, index): Line => (index === 0 ? [mention(user)] : [', ', mention(user)]))
  return [bold(`${roleName(role, words)}: `), ...(who.length > 0 ? who : ['nobody'])]
}
