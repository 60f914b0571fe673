/** Answers why somebody is on call on a day. */
import { Refusal } from '#errors.ts'
import { nobodyThen, noSuchDay, turnExplained } from '#messages/oncall/oncall-replies.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import { meantIn } from '#oncall/turns/meant.ts'
import { handOverOn, isShort, turnsBetween } from '#oncall/turns/turns.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { readDay } from './dates.ts'
import { rotaIn, todayIn } from './rota.ts'
import type { Reply, Services } from '../asking/services.ts'

/** `why`, `why friday`, `why 2026-12-24 im`: the person on call now, or those who take over on that day. */
export async function typeWhy({ rest }: TypedVerb, services: Services): Promise<Reply> {
  const rotas = await services.rotas.rotas()
  const { rota: named, rest: day } = rotaIn(rest, rotas, services)
  const rota = named ?? rotas[0]
  if (rota === undefined) throw new Refusal('There is no rota yet.')
  const instants = day === '' ? [services.clock.now()] : takeOvers(day, rota, services)
  const all = await Promise.all(instants.map((at) => services.rotas.why(rota.id, at)))
  const found = all.filter((why) => why !== null)
  const [at = services.clock.now()] = instants
  if (found.length === 0) return { say: nobodyThen(rota, at, services.policy.words) }
  return {
    say: turnExplained(
      rota,
      found.map(({ stretch, sentence }) => ({
        ...(stretch.cover ?? stretch.shift ?? stretch),
        user: stretch.user,
        sentence,
      })),
    ),
  }
}

/** The hand-overs of that day; without any, the time at which one would be. */
function takeOvers(typed: string, rota: Rota, services: Services): Date[] {
  const day = readDay(typed, todayIn(rota.timeZone, services))
  if (day === null) throw new Refusal(noSuchDay(typed, services.clock.now(), rota.timeZone))
  const [start, end] = [handOverOn(rota, day), handOverOn(rota, day.add({ days: 1 }))]
  const begun = isShort(rota) ? turnsBetween(rota, start, end).map((turn) => turn.start) : []
  const first = meantIn(rota, { start, end })[0]?.start ?? start
  return begun.length === 0 ? [first] : begun
}
