/** Asks about a hand-over nobody has confirmed: the person on call, then the next one and the tech channel. */
import type { UserId } from '#incidents/incident.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import type { Message } from '#words/message.ts'
import { bold, button, buttons, lines, mention, message } from '#words/blocks.ts'

export interface Unanswered {
  readonly rota: Rota
  readonly at: Date
  readonly incoming: UserId
  /** The person asked to stand in. */
  readonly asked: UserId | null
  /** The person who is on it by now. */
  readonly resolvedBy: UserId | null
}

export function stillThere({ rota, at, incoming, resolvedBy }: Unanswered): Message {
  if (resolvedBy !== null)
    return message(
      lines(
        resolvedBy === incoming
          ? [`You are on it as ${rota.name}. Thank you!`]
          : [mention(resolvedBy), ` is on it as ${rota.name}.`],
      ),
    )
  return message(
    lines(
      [bold(`Are you there? You are ${rota.name} now.`)],
      ['In half an hour the next person is asked, so that somebody certainly is.'],
    ),
    buttons(button("I'm on it", 'handover.take', valueOf(rota, at), 'primary')),
  )
}

export function canYouStandIn({ rota, at, incoming, resolvedBy }: Unanswered): Message {
  if (resolvedBy !== null)
    return message(lines([mention(resolvedBy), ` is on it as ${rota.name}. Thank you!`]))
  return message(
    lines(
      [mention(incoming), ` is ${rota.name} and has not answered for an hour.`],
      [bold('Can you stand in?'), ' It lasts until their turn ends.'],
    ),
    buttons(button("I'll stand in", 'handover.stand-in', valueOf(rota, at), 'primary')),
  )
}

export function nobodyConfirmed({ rota, at, incoming, asked, resolvedBy }: Unanswered): Message {
  if (resolvedBy !== null) return message(lines([mention(resolvedBy), ` is on it as ${rota.name}.`]))
  return message(
    lines(
      [
        bold(`Nobody has confirmed being ${rota.name}`),
        ' for an hour: it is ',
        mention(incoming),
        "'s turn.",
      ],
      asked === null
        ? ['Nobody comes next in the rota. If you can, please stand in.']
        : [mention(asked), ' is asked to stand in. Anybody else may, too.'],
    ),
    buttons(button("I'll stand in", 'handover.stand-in', valueOf(rota, at))),
  )
}

function valueOf(rota: Rota, at: Date): string {
  return `${rota.id} ${at.toISOString()}`
}
