/** Helps somebody who is about to ship something to think first. */
import { premortem } from '#messages/incident/premortem.ts'
import type { TypedVerb } from '../asking/typed.ts'
import type { Reply } from '../asking/services.ts'

export async function typePremortem({ rest }: TypedVerb): Promise<Reply> {
  return { say: premortem(rest) }
}
