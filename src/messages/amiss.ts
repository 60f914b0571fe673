/** Tells the keeper of an installation what is amiss with the people it would page. */
import { bold, type Line, lines, message, small } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'

export interface Amiss {
  readonly about: string
  readonly says: string
  /** The remedy; null where none is needed. */
  readonly todo: string | null
}

/** More would not be read. */
const most = 10

export function amiss(all: readonly Amiss[]): Message {
  const more = all.length - most
  return message(
    lines([bold('Pages may not reach people.'), ' I will say so once a day until it is fixed:']),
    ...all.slice(0, most).map(finding),
    more > 0 ? lines([`And ${more} more.`]) : null,
    small('You read this since you look after me. "npm run doctor" says the same, and checks the rest.'),
  )
}

export function mended(): Message {
  return message(lines([bold('Mended.'), ' I know of nothing that keeps pages from people any more.']))
}

function finding({ about, says, todo }: Amiss) {
  const remedy: Line | null = todo === null ? null : [todo]
  return lines([bold(`${about}: `), says], remedy)
}
