/** The five whys: the confirmed cause answers the first, and the others are questions. Pure. */
import type { UserId } from '#incidents/incident.ts'
import { type CitedLine, line, missing } from './evidence.ts'
import type { Cause } from './settled-cause.ts'

export function whys({ confirmed }: Pick<Cause, 'confirmed'>, experts: (UserId | undefined)[]): CitedLine[] {
  const first = confirmed
    ? line(['Why did it happen? ', ...confirmed.line.words], confirmed.line.cites)
    : missing('Why did it happen?', experts)
  return [first, ...Array.from({ length: 4 }, () => missing('And why was that possible?', experts))]
}
