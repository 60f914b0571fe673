/** Times of maintenance: in lists, in the channel of engineers, and to the person who made one. */
import { isQuietNow, type QuietWindow } from '#alerts/quiet.ts'
import { serviceName, type Words } from '#incidents/words.ts'
import { bold, type Line, lines, mention, message, when } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'
import { inline } from '#words/user-text.ts'

/** `3: Checkout until 15:00, by @mira: deploy of the till`. */
export function quietLine(quiet: QuietWindow, words: Words): Line {
  const { id, from, to, by, why } = quiet
  return [
    `${id}: `,
    bold(quietSubject(quiet, words)),
    ' from ',
    when(from, 'day'),
    ' to ',
    when(to, 'day'),
    ', by ',
    mention(by),
    `: ${inline(why, 300)}`,
  ]
}

/** `Checkout`, or `alertname Disk*`. */
export function quietSubject(
  { service, match }: Pick<QuietWindow, 'service' | 'match'>,
  words: Words,
): string {
  if (service !== null) return inline(serviceName(service, words), 80)
  const pairs = Object.entries(match).slice(0, 5)
  return pairs.map(([name, value]) => `${inline(name, 80)} ${inline(value, 80)}`).join(' and ') || 'nothing'
}

/** In the channel of engineers: edited once it is over. */
export function quietNotice(quiet: QuietWindow, now: Date, words: Words): Message {
  const { id, to, by, why, endedBy } = quiet
  const subject = quietSubject(quiet, words)
  if (!isQuietNow(quiet, now))
    return message(
      lines([
        bold(`Maintenance over: ${subject}`),
        ', since ',
        when(to, 'day'),
        ...(endedBy === null ? ['.'] : [', ended by ', mention(endedBy), '.']),
        ' Its alerts page again.',
      ]),
    )
  return message(
    lines(
      [
        bold(`Maintenance: ${subject}`),
        ' until ',
        when(to, 'day'),
        ', by ',
        mention(by),
        '. Its alerts are kept and shown, and page nobody.',
      ],
      [inline(why, 500)],
      [`To end it now: ${words.names.command} quiet end ${id}`],
    ),
  )
}

/** Answers the person who made or ended one. */
export function quietMade(quiet: QuietWindow, words: Words): Message {
  const { id, from, to, endedBy } = quiet
  if (endedBy !== null)
    return message(
      lines([`Maintenance ${id} is over: alerts about ${quietSubject(quiet, words)} page again.`]),
    )
  return message(
    lines(
      [
        `Alerts about ${quietSubject(quiet, words)} page nobody from `,
        when(from, 'day'),
        ' to ',
        when(to, 'day'),
        '. They are kept and shown.',
      ],
      [`It ends by itself and says so. To end it before: ${words.names.command} quiet end ${id}`],
    ),
  )
}

/** Refuses typed words that cannot be read. */
export function unreadableQuiet(command: string): string {
  return `I cannot read that. Try ${command} quiet checkout 2h deploy of the till, or ${command} quiet end 3; ${command} quiet alone opens a form. Nothing was changed.`
}
