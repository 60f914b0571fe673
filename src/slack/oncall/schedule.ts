/** Answers who is on call in the coming days. */
import { schedule } from '#messages/oncall/oncall-schedule.ts'
import type { UserId } from '#incidents/incident.ts'
import { Refusal } from '#errors.ts'
import { unknownRota } from '#messages/oncall/oncall-replies.ts'
import { day } from '#time.ts'
import type { Click } from '../asking/request.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { handOverOn } from '#oncall/turns/turns.ts'
import type { Rota } from '#oncall/turns/rota.ts'
import { readDay } from './dates.ts'
import { rotaOrRefusal, rotaIn, todayIn } from './rota.ts'
import { inOrder } from './word-order.ts'
import type { Reply, Services } from '../asking/services.ts'

const shownDays = 14

/** `schedule`, `schedule im`, `schedule friday payments`: without a rota, one the person is in; without a day, from now on. */
export async function typeSchedule(typed: TypedVerb, services: Services): Promise<Reply> {
  const all = await services.rotas.rotas()
  const { rota, rest } = inOrder(typed, all, services)
  const id = rota?.id ?? (await ownRota(typed.user, services))
  const from = rest === '' ? services.clock.now() : await dayIn(rest, id, all, services)
  return show(id, from, typed.user, services)
}

/** `/oncall payments`, `/oncall friday geoc`: the same without the verb; null where no rota is named, and behind a word that may be a verb. */
export async function typeRotaAlone(typed: TypedVerb, services: Services): Promise<Reply> {
  const rest = `${typed.verb} ${typed.rest}`.trim()
  const { rota, rest: left } = rotaIn(rest, await services.rotas.rotas(), services)
  if (rota === null) return null
  const isVerb = left.startsWith(typed.verb) && readDay(left, todayIn(rota.timeZone, services)) === null
  return isVerb ? null : typeSchedule({ ...typed, rest }, services)
}

async function dayIn(typed: string, id: string, all: readonly Rota[], services: Services): Promise<Date> {
  const rota = await rotaOrRefusal(id, services)
  const named = readDay(typed, todayIn(rota.timeZone, services))
  if (named === null) throw new Refusal(unknownRota(typed, all))
  return handOverOn(rota, named)
}

/** Handles "Show more", "Show schedule", and "Schedule" without a value. */
export async function showSchedule({ user, value }: Click, services: Services): Promise<Reply> {
  const [rota = '', instant = ''] = value.split(' ')
  const from = new Date(instant)
  return show(
    rota === '' || rota === 'mine' ? await ownRota(user, services) : rota,
    Number.isNaN(from.getTime()) ? services.clock.now() : from,
    user,
    services,
  )
}

async function ownRota(user: UserId, { rotas }: Services): Promise<string> {
  const [own] = await rotas.rotasOf(user)
  return own?.id ?? (await rotas.rotas())[0]?.id ?? 'geoc'
}

async function show(id: string, from: Date, reader: UserId, services: Services): Promise<Reply> {
  const rota = await rotaOrRefusal(id, services)
  const until = new Date(from.getTime() + shownDays * day)
  const all = await services.rotas.rotas()
  const others = all.filter((one) => one.id !== rota.id)
  const context = { start: from, end: until, reader, now: services.clock.now(), others }
  return { say: schedule(await services.rotas.schedule(rota.id, from, until), context) }
}
