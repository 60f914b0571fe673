/** Says who can be woken, and who cannot: to the person, to the owner of the rota, and to anybody who asks. */
import { bold, type Line, lines, mention, message, small, when } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'
import type { Words } from '#incidents/words.ts'

export interface ReadyTurn {
  rota: { name: string }
  user: string
  start: Date
  because: string | null
}

/** Answers `/oncall ready`. */
export function readyWeek(
  turns: readonly ReadyTurn[],
  { isOn }: { isOn: boolean },
  { names }: Words,
): Message {
  if (!isOn)
    return message(
      lines([
        'Here pages go by Slack alone, or by one way more, so nobody is asked for two. docs/paging.md says how to connect a phone.',
      ]),
    )
  if (turns.length === 0) return message(lines(['Nobody has a turn in the coming week.']))
  const bad = turns.filter(({ because }) => because !== null)
  return message(
    lines(
      [
        bold(
          bad.length === 0
            ? 'Everybody on duty this week can be woken.'
            : 'Not everybody on duty this week can be woken.',
        ),
      ],
      ...turns.slice(0, 40).map((turn): Line => readyLine(turn)),
      turns.length > 40 && [`And ${turns.length - 40} more turns.`],
    ),
    small(`They can mend it with ${names.oncall} contact. Nobody else sees their numbers.`),
  )
}

function readyLine({ rota, user, start, because }: ReadyTurn): Line {
  return [
    because === null ? '✓ ' : '⚠ ',
    rota.name,
    ' from ',
    when(start, 'day'),
    ': ',
    mention(user),
    because === null ? '' : `, ${because}`,
  ]
}

/** To the person. `now`: says if the turn is still ahead. */
export function notReady({ rota, start, because }: ReadyTurn, isJoined: boolean, { names }: Words): Message {
  return message(
    lines(
      isJoined
        ? [bold(`You are in ${rota.name}, but a page could not wake you`), `: ${because ?? ''}.`]
        : [
            bold('A page could not wake you'),
            ` in your turn as ${rota.name} from `,
            when(start, 'day'),
            `: ${because ?? ''}.`,
          ],
      [`It takes a minute to mend: ${names.oncall} contact`],
    ),
  )
}

/** To the owner of the rota. */
export function theyAreNotReady({ rota, user, start, because }: ReadyTurn, isJoined: boolean): Message {
  return message(
    lines([
      mention(user),
      isJoined ? ` joined ${rota.name}` : ` is on call as ${rota.name} from `,
      ...(isJoined ? [] : [when(start, 'day')]),
      `, but a page could not wake them: ${because ?? ''}. I have told them.`,
    ]),
  )
}

/** Told once to the owner of a rota, when a way of one of its people turned out to be dead. */
export function theirMethodDead(person: string, kind: string, why: string, rota: string): Message {
  return message(
    lines([mention(person), ` of ${rota} can no longer be reached by ${kind}: ${why}. I have told them.`]),
  )
}
