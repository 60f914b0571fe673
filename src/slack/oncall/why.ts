/** Answers why somebody is on call on a day. */
import { Refusal } from '#errors.ts'
import { nobodyThen, noSuchDay, turnExplained } from '#messages/oncall/oncall-replies.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import { handOverOn } from '#oncall/turns/turns.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { readDay } from './dates.ts'
import { rotaIn, todayIn } from './rota.ts'
import type { Reply, Services } from '../asking/services.ts'

/** `why`, `why friday`, `why 2026-12-24 im`: the person on call now, or the one who takes over on that day. */
export async function typeWhy({ rest }: TypedVerb, services: Services): Promise<Reply> {
  const all = await services.rotas.rotas()
  const { rota: named, rest: day } = rotaIn(rest, all, services)
  const rota = named ?? all[0]
  if (rota === undefined) throw new Refusal('There is no rota yet.')
  const at = day === '' ? services.clock.now() : handOver(day, rota, services)
  const why = await services.rotas.why(rota.id, at)
  if (why === null) return { say: nobodyThen(rota, at, services.policy.words) }
  const { stretch, sentence } = why
  return { say: turnExplained(rota, stretch.cover ?? stretch.shift ?? stretch, stretch.user, sentence) }
}

function handOver(typed: string, rota: Rota, services: Services): Date {
  const day = readDay(typed, todayIn(rota.timeZone, services))
  if (day === null) throw new Refusal(noSuchDay(typed, services.clock.now(), rota.timeZone))
  return handOverOn(rota, day)
}
