/** Says who of the coming week could be woken. */
import { readyWeek } from '#messages/phone/ready-words.ts'
import { day } from '#time.ts'
import type { Reply, Services } from '../asking/services.ts'
import type { TypedVerb } from '../asking/typed.ts'

export async function typeReady(_: TypedVerb, { readiness, policy }: Services): Promise<Reply> {
  return { say: readyWeek(await readiness.turns(7 * day), readiness, policy.words) }
}
