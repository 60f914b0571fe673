/** Tells what "cancel all by" has cancelled. */
import type { UserId } from '#incidents/incident.ts'
import type { Words } from '#incidents/words.ts'
import type { Message } from '#words/message.ts'
import { bold, lines, mention, message } from '#words/blocks.ts'

const longest = 50

export function cancelledAll(
  { cancelled, left }: { cancelled: readonly number[]; left: readonly number[] },
  reporter: UserId,
  { names }: Words,
): Message {
  const [first] = cancelled
  return message(
    lines(
      first === undefined
        ? ['Nothing was cancelled: no incident by ', mention(reporter), ' waits for somebody.']
        : [bold(`Cancelled: ${listed(cancelled)}`), ', declared by ', mention(reporter), '.'],
      left.length > 0 && [
        `People work on ${listed(left)}, so that stays open. ${names.command} cancel ends one.`,
      ],
      first !== undefined && [`Was one of them real? ${names.command} reopen ${first}`],
    ),
  )
}

function listed(numbers: readonly number[]): string {
  const shown = numbers.slice(0, longest).map((number) => `#${number}`)
  const more = numbers.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}
