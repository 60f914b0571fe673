/** When someone is about to ship something and wants to think first. */
import { premortem } from '#messages/incident/premortem.ts'
import type { TypedVerb } from '../asking/typed.ts'
import type { Reply } from '../asking/services.ts'

export async function typePremortem({ rest }: TypedVerb): Promise<Reply> {
  return { say: premortem(rest) }
}
