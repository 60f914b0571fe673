/** Notes that somebody is away, or back. */
import { Refusal } from '#errors.ts'
import { bold } from '#words/blocks.ts'
import { awayView, readAway } from './away-form.ts'
import { awayNoted, changed, noSuchDay } from '#messages/oncall/oncall-replies.ts'
import { daysAway } from '#oncall/turns/absence.ts'
import type { Request, Click, Form } from '../asking/request.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { readDays } from './dates.ts'
import { todayIn, zoneOf } from './rota.ts'
import type { Reply, Services } from '../asking/services.ts'

/** `away`, `away 2026-12-24`, `away 2026-12-24 to 2026-12-27`, `away friday to monday`. */
export async function typeAway(typed: TypedVerb, services: Services): Promise<Reply> {
  if (typed.rest === '') return askAway(typed, services)
  const zone = await zoneOf(typed.user, services)
  const days = readDays(typed.rest, todayIn(zone, services))
  if (days === null) {
    const why = noSuchDay(typed.rest, services.clock.now(), zone)
    throw new Refusal(`${why} Two of them make ${typed.command} away 2026-12-24 to 2026-12-27.`)
  }
  return note(typed, { first: days.first.toString(), last: days.last.toString() }, services)
}

export async function askAway({ user }: Request, services: Services): Promise<Reply> {
  return { open: awayView(todayIn(await zoneOf(user, services), services).toString()) }
}

export async function away(form: Form, services: Services): Promise<Reply> {
  return note(form, readAway(form.state), services)
}

export async function typeBack({ user, key }: TypedVerb, services: Services): Promise<Reply> {
  return back(user, null, key, services)
}

export async function clickComeBack({ user, key, value }: Click, services: Services): Promise<Reply> {
  return back(user, value, key, services)
}

async function note(
  { user, key }: Request,
  days: { first: string; last: string },
  services: Services,
): Promise<Reply> {
  const changes = await services.rotaChanges.away(user, days, key)
  const zone = await zoneOf(user, services)
  return { say: awayNoted(daysAway(days.first, days.last, zone), zone, changes, services.policy.words) }
}

async function back(user: string, id: string | null, key: string, { rotaChanges }: Services): Promise<Reply> {
  const changes = await rotaChanges.back(user, id, key)
  const done = ' You can be given turns again. What others took meanwhile stays theirs.'
  return { say: changed([bold('Welcome back.'), done], changes) }
}
