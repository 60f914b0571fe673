/** Requests of one person to others: cover, and swaps. */
import type { UserId } from '#incidents/incident.ts'
import type { Cover, Rota, Shift, Swap } from '#oncall/turns/rota.ts'
import type { Message } from '#words/message.ts'
import { bold, button, buttons, lines, mention, message, quote, when } from '#words/blocks.ts'

/** Asks for cover. Its button `cover.take` carries `<rota> <cover>`. */
export function coverRequest(
  rota: Rota,
  cover: Cover,
  { now, moved }: { now: Date; moved: boolean },
): Message {
  const { by, start, end, user, note } = cover
  const open = user === null && end > now && !moved
  return message(
    lines(
      [
        mention(by),
        ' asks: ',
        bold(`who can be ${rota.name}`),
        ' from ',
        when(start, 'day'),
        ' to ',
        when(end, 'day'),
        '?',
      ],
      user !== null && [mention(user), ' takes it. Thank you!'],
      user === null && moved && ['This turn is somebody else’s by now, so there is nothing to take.'],
      user === null && !moved && end <= now && ['That time has passed.'],
    ),
    note !== '' && quote(note),
    open && buttons(button('Take it', 'cover.take', `${rota.id} ${cover.id}`, 'primary')),
  )
}

const answers: Record<Exclude<Swap['status'], 'offered'>, string> = {
  accepted: 'You accepted, and both turns have changed hands.',
  declined: 'You declined. Nothing has changed.',
  expired: 'This offer has run out. Nothing has changed.',
}

/** Asks the person a swap is offered to. Its buttons carry `<rota> <swap>`. */
export function swapOffer(
  rota: Rota,
  swap: Swap,
  shifts: { mine: Shift | undefined; theirs: Shift | undefined },
): Message {
  const value = `${rota.id} ${swap.id}`
  return message(
    lines(
      [mention(swap.from.user), ` offers you a swap as ${rota.name}.`],
      [bold('You would take '), ...span(swap.from.start, shifts.theirs)],
      [bold('and give '), ...span(swap.to.start, shifts.mine)],
      swap.status === 'offered'
        ? ['The offer stands until ', when(swap.expiresAt, 'day'), '.']
        : [answers[swap.status]],
    ),
    swap.status === 'offered' &&
      buttons(button('Accept', 'swap.accept', value, 'primary'), button('Decline', 'swap.decline', value)),
  )
}

/** Tells the person who offered a swap that it came to nothing. */
export function swapClosed(rota: Rota, { to, from, status }: Swap): Message {
  const how = status === 'declined' ? ' would rather not swap' : ' has not answered your offer to swap'
  return message(
    lines([mention(to.user), `${how} as ${rota.name}. You keep your turn of `, when(from.start, 'day'), '.']),
  )
}

function span(start: Date, shift: Shift | undefined) {
  return shift ? [when(start, 'day'), ' to ', when(shift.end, 'day')] : [when(start, 'day')]
}

/** Asks the outgoing person about incidents they still lead. Buttons `handover.offer` carry `<rota> <incident>`. */
export function incidentsStay(
  rota: Rota,
  incoming: UserId,
  open: readonly { number: number; words: string }[],
): Message {
  return message(
    lines(
      [bold(`Your turn as ${rota.name} is over.`), ' ', mention(incoming), ' is on call now.'],
      ['These are still yours. Does any of them move, too? Until it is accepted, nothing changes.'],
      ...open.map(({ words }) => [words]),
    ),
    buttons(
      ...open
        .slice(0, 10)
        .map(({ number }) => button(`Offer #${number}`, 'handover.offer', `${rota.id} ${number}`)),
    ),
  )
}
