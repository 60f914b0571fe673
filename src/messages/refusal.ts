/** Refuses a request, or tells that Muster could not carry it out. */
import type { Instead } from '#errors.ts'
import type { Message } from '#words/message.ts'
import { button, buttons, type Line, lines, mention, message, type Piece } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'

/** The block by which a program tells a refusal from an answer. */
export const refusalBlock = 'refusal'

/** Shows a Refusal. People in it (`<@U1>`) appear by name; only the person who asked sees it, so nobody is pinged. */
export function refusal(words: string, instead?: Instead): Message {
  return message(
    asRefusal(withNames(words)),
    instead !== undefined && buttons(button(inline(instead.words, 60), instead.action, instead.value)),
  )
}

/** Tells that nobody knows yet whether it was done, which is no refusal. */
export function unsure(words: string): Message {
  return message(withNames(words))
}

function withNames(words: string): Piece {
  const line: Line = words
    .split(/<@([UW][A-Z0-9_]+)>/)
    .map((piece, index) => (index % 2 === 1 ? mention(piece) : piece))
  return lines(line)
}

/** Marks words by which a person is told no. */
export function asRefusal(piece: Piece): Piece {
  return { ...piece, block: { ...piece.block, block_id: refusalBlock } }
}

/** Tells of a fault on our side. The reference finds it in the log. */
export function failure(reference: string): Message {
  return message(
    lines(
      [
        'Something went wrong on our side, so I cannot tell if it worked. Check the incident, then try again.',
      ],
      [`If it keeps failing, tell the people who run Muster the reference ${inline(reference, 80)}.`],
    ),
  )
}

/** Tells that nothing can be recorded, so people have to talk to each other. */
export function databaseDown(contact: string | null, onCall: readonly string[]): Message {
  return message(
    lines(
      ['I cannot reach my database. Nothing was recorded and nobody was paged.'],
      onCall.length > 0 && [
        'On call, when I last knew: ',
        ...onCall.slice(0, 6).flatMap((user, index): Line => [index > 0 ? ', ' : '', mention(user)]),
        '.',
      ],
      [
        contact
          ? `Please reach them yourself: ${inline(contact, 300)}`
          : `Please call ${onCall.length > 0 ? 'them' : 'somebody who can help'}, and try again in a minute.`,
      ],
    ),
  )
}
