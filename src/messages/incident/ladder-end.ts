/** Calls for help when nobody on a ladder came, or when it had nobody to ask. */
import { type Callee, type Incident, isRole } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { bold, button, buttons, channel, type Line, lines, mention, message, when } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'
import { isUntaken } from '#incidents/taken.ts'
import { titled } from '#incidents/title.ts'
import { ending } from './who-has-it.ts'
import { roleName, type Words } from '#incidents/words.ts'

export interface LadderEndContext {
  words: Words
  /** The room's channel, to send readers there; null without one. */
  room: string | null
  /** True when there was nobody to ask at any level. */
  empty: boolean
  /** The time at which everyone is paged again; null when they are not. */
  again: Date | null
  /** True when nobody was meant to be on call. */
  quiet: boolean
  /** True when the person asked for by name came later. */
  came?: boolean
}

/** Names the holder, once there is one, or how it ended, instead of calling for help. */
export function ladderEnd(
  incident: Incident,
  role: Callee,
  { words, room, empty, quiet, again, came = false }: LadderEndContext,
): Message {
  const called = roleName(role, words)
  const about = titled(incident)
  if (!isRole(role))
    return message(
      lines([
        mention(role.slice('person:'.length)),
        ` was asked to help with ${about}, ${came ? 'and is here now' : 'and has not come'}.`,
      ]),
    )
  const over = ending(incident)
  if (over !== null) return message(lines([`Nobody had answered as ${called} for ${about}. `, ...over]))
  const holder = incident.roles[role]
  if (holder !== undefined)
    return message(
      lines([`Nobody had answered as ${called} for ${about}. `, mention(holder), ' has it now.']),
    )
  const where: Line = room === null ? ['.'] : [', in ', channel(room), '.']
  return message(
    lines(
      empty
        ? [
            bold(`Nobody is ${quiet ? 'meant to be on call at this time' : 'on call'} as ${called}`),
            `, so nobody was paged for ${about}.`,
          ]
        : [bold(`Nobody answered as ${called}`), ` for ${about}. Everyone on the ladder was paged.`],
      again !== null && ['They are paged again at ', when(again), '.'],
      ['If you can take it, please do', ...where],
      ...(words.contact === null ? [] : [[bold('Or: '), inline(words.contact, 500)]]),
    ),
    buttons(
      role === 'geoc' && isUntaken(incident)
        ? button("I'll take it", 'incident.acknowledge', String(incident.number), 'primary')
        : button(
            "I'll take it",
            'role.take',
            JSON.stringify({ number: incident.number, role, from: null }),
            'primary',
          ),
    ),
  )
}
