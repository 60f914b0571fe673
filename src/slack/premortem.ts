/** When someone is about to ship something and wants to think first. */
import { premortem } from '#messages/premortem.ts'
import type { TypedVerb } from './command.ts'
import type { Reply } from './services.ts'

export async function typePremortem({ rest }: TypedVerb): Promise<Reply> {
  return { say: premortem(rest) }
}
