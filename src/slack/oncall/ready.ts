/** Says who of the coming week could be woken. */
import { readyWeek } from '#messages/phone/ready-words.ts'
import { day } from '#time.ts'
import type { Reply, Services } from '../asking/services.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { overLeaving } from '../asking/command.ts'
import { inOrder } from './word-order.ts'

/** `ready`, or `ready geoc` for one rota. */
export async function typeReady(typed: TypedVerb, services: Services): Promise<Reply> {
  const { readiness, policy, rotas } = services
  const { rota: named, rest } = inOrder(typed, await rotas.rotas(), services)
  const turns = (await readiness.turns(7 * day)).filter(({ rota }) => named === null || rota.id === named.id)
  return overLeaving({ say: readyWeek(turns, readiness, policy.words) }, rest, typed)
}
