/** Tells somebody that they are second on call. */
import type { Rota } from '#oncall/turns/rota.ts'
import { bold, lines, mention, message, when } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'
import type { Words } from '#incidents/words.ts'

export function secondBegins(
  { name }: Pick<Rota, 'name'>,
  first: { user: string; end: Date },
  { names }: Words,
): Message {
  return message(
    lines(
      [bold(`You are second on call as ${name}`), ' until ', when(first.end, 'day'), '.'],
      [
        mention(first.user),
        ` is paged first. Where they do not answer, you are next. If you cannot: ${names.oncall} away or swap.`,
      ],
    ),
  )
}
