/** Warns of a time in which nobody is on call: days ahead, and loudly once it has come. */
import type { UserId } from '#incidents/incident.ts'
import type { Range } from '#time.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import type { Message } from '#words/message.ts'
import { bold, button, buttons, type Line, lines, mention, message, when } from '#words/blocks.ts'

/** Warns days ahead; its button `gap.take` carries `<rota> <instant>`. */
export function gapAhead(rota: Rota, gap: Range): Message {
  return message(
    lines(
      [
        bold(`Nobody is on call as ${rota.name}`),
        ' from ',
        when(gap.start, 'day'),
        ' to ',
        when(gap.end, 'day'),
        '.',
      ],
      ['Everybody in the rota is away then. Who can take it?'],
    ),
    take(rota, gap),
  )
}

export function gapNow(rota: Rota, gap: Range, standIns: readonly UserId[]): Message {
  const asked = standIns.flatMap((user, i): Line => (i === 0 ? [mention(user)] : [', ', mention(user)]))
  return message(
    lines(
      [bold(`Nobody is on call as ${rota.name} now`), ', until ', when(gap.end, 'day'), '.'],
      standIns.length === 0
        ? [bold('Nobody would be paged.'), ' Who can take it?']
        : ['Pages go to ', ...asked, ' meanwhile. Who can take it?'],
    ),
    take(rota, gap),
  )
}

/** Without a `user`: the rota's hours have changed, and nobody is meant to be on call then. */
export function gapClosed(rota: Rota, user: UserId | null): Message {
  if (user === null)
    return message(
      lines([`Nobody is meant to be on call as ${rota.name} then any more, so nobody is missing.`]),
    )
  return message(lines([mention(user), ` is on call as ${rota.name} then. Thank you!`]))
}

function take(rota: Rota, { start }: Range) {
  return buttons(button('Take it', 'gap.take', `${rota.id} ${start.toISOString()}`, 'primary'))
}
