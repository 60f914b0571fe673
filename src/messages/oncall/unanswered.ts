/** Asks about a hand-over after which nothing was heard: the person on call, then the rota's owner or whoever comes next. */
import type { UserId } from '#incidents/incident.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import type { Message } from '#words/message.ts'
import { bold, button, buttons, lines, mention, message, when } from '#words/blocks.ts'

export interface Unanswered {
  readonly rota: Rota
  readonly at: Date
  readonly incoming: UserId
  /** The person who is asked if nothing is heard; null where there is nobody, and the tech channel is. */
  readonly next: UserId | null
  /** The person who is on it by now. */
  readonly resolvedBy: UserId | null
}

export function stillThere({ rota, at, next, incoming, resolvedBy }: Unanswered): Message {
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
      next === null
        ? ['Anything you do in Slack says so. Otherwise the tech channel is asked in half an hour.']
        : ['Anything you do in Slack says so. Otherwise ', mention(next), ' is asked in half an hour.'],
    ),
    buttons(button("I'm on it", 'handover.take', valueOf(rota, at), 'primary')),
  )
}

export function canYouStandIn({ rota, at, incoming, resolvedBy }: Unanswered): Message {
  if (resolvedBy !== null)
    return message(lines([mention(resolvedBy), ` is on it as ${rota.name}. Thank you!`]))
  return message(
    lines(
      [mention(incoming), ` has been ${rota.name} since `, when(at, 'day'), ' and has not been heard from.'],
      ['Pages still go to them first. ', bold('Can you reach them, or stand in?')],
      ['Standing in lasts until their turn ends.'],
    ),
    buttons(button("I'll stand in", 'handover.stand-in', valueOf(rota, at), 'primary')),
  )
}

export function nobodyConfirmed({ rota, at, incoming, resolvedBy }: Unanswered): Message {
  if (resolvedBy !== null) return message(lines([mention(resolvedBy), ` is on it as ${rota.name}.`]))
  return message(
    lines(
      [
        bold(`A page for ${rota.name} may reach nobody:`),
        ' it has been ',
        mention(incoming),
        "'s turn since ",
        when(at, 'day'),
        '.',
      ],
      ['I have heard nothing from them, and nobody comes after them.'],
      ['If you can, please stand in.'],
    ),
    buttons(button("I'll stand in", 'handover.stand-in', valueOf(rota, at))),
  )
}

function valueOf(rota: Rota, at: Date): string {
  return `${rota.id} ${at.toISOString()}`
}
