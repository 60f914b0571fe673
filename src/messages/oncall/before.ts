/** Messages to a person before the beginning and the end of their turn. */
import type { UserId } from '#incidents/incident.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import type { Message } from '#words/message.ts'
import { bold, button, buttons, type Line, lines, mention, message, when } from '#words/blocks.ts'
import type { Words } from '#incidents/words.ts'
import type { Clash } from '#oncall/turns/clash.ts'
import { clashLine } from './addition.ts'
import { hoursWords } from '#oncall/turn-words.ts'

/** The reminder on the day before. */
export function tomorrow(
  rota: Rota,
  turn: { start: Date; end: Date; user: UserId },
  clashes: readonly Clash[],
  { names }: Words,
): Message {
  const hours = hoursWords(rota)
  return message(
    lines(
      [
        bold(`You are on call as ${rota.name}`),
        ' from ',
        when(turn.start, 'day'),
        ' to ',
        when(turn.end, 'day'),
        hours === null ? '.' : `, in its hours: ${hours} (${rota.timeZone}).`,
      ],
      ...clashes.slice(0, 3).map((clash) => clashLine(turn.user, clash)),
      [`If you cannot: ${names.oncall} cover asks somebody to take it, ${names.oncall} swap trades it.`],
    ),
  )
}

/** Asks for a note an hour before the end. Its button `handover.note` carries the rota. */
export function askForNote(
  rota: Rota,
  { end, next, written }: { end: Date; next: UserId | null; written: boolean },
): Message {
  return message(
    lines(
      [bold(`Your turn as ${rota.name} ends at `), when(end, 'day'), '.'],
      written
        ? ['Thank you for the note: ', ...reader(next), ' reads it at the hand-over.']
        : [
            'What should ',
            ...reader(next),
            ' know? What is open and its next step, what to watch, what changed lately.',
          ],
    ),
    buttons(button(written ? 'Change the note' : 'Write a note', 'handover.note', rota.id)),
  )
}

function reader(next: UserId | null): Line {
  return next === null ? ['whoever comes next'] : [mention(next)]
}
