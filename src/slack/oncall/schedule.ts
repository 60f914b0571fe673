/** Answers who is on call in the coming days. */
import { schedule } from '#messages/oncall/oncall-schedule.ts'
import type { UserId } from '#incidents/incident.ts'
import { Refusal } from '#errors.ts'
import { unknownRota } from '#messages/oncall/oncall-replies.ts'
import { day } from '#time.ts'
import type { Click } from '../asking/request.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { rotaOrRefusal, rotaIn } from './rota.ts'
import type { Reply, Services } from '../asking/services.ts'

const shownDays = 14
/** `schedule`, `schedule im`, `schedule payments`: without a rota, one the person is in. */
export async function typeSchedule({ user, rest }: TypedVerb, services: Services): Promise<Reply> {
  const all = await services.rotas.rotas()
  const { rota, rest: unknown } = rotaIn(rest, all, services)
  if (unknown !== '') throw new Refusal(unknownRota(unknown, all))
  return show(rota?.id ?? (await ownRota(user, services)), services.clock.now(), user, services)
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
