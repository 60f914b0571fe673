/** The five whys: the named cause answers the first, and the others are questions. Pure. */
import type { UserId } from '#incidents/incident.ts'
import { type Cause, causeWords } from './cause.ts'
import { byMessage, type CitedLine, line, missing } from './evidence.ts'
import { writerOf } from './words.ts'

export function whys(cause: Cause | null, experts: (UserId | undefined)[]): CitedLine[] {
  const first = cause
    ? line(
        ['Why did it happen? ', ...writerOf(cause.message), ': “', ...causeWords(cause), '”'],
        [byMessage(cause.message)],
      )
    : missing('Why did it happen?', experts)
  return [first, ...Array.from({ length: 4 }, () => missing('And why was that possible?', experts))]
}
