/** Answers with the hours of a month. */
import { Refusal } from '#errors.ts'
import { hoursOf } from '#messages/oncall/oncall-replies.ts'
import { saidBack } from '#words/user-text.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { readMonth } from './dates.ts'
import { todayIn, zoneOf } from './rota.ts'
import { inOrder } from './word-order.ts'
import type { Reply, Services } from '../asking/services.ts'

/** `hours`, `hours 2026-11`, `hours november`, `hours last`; a rota among the words changes nothing, since the table has them all. */
export async function typeHours(typed: TypedVerb, services: Services): Promise<Reply> {
  const { user, command } = typed
  // The table names the rota in every line, so one that is typed is no mistake.
  const { rest } = inOrder(typed, await services.rotas.rotas(), services)
  const month = readMonth(rest, todayIn(await zoneOf(user, services), services))
  if (month === null) {
    throw new Refusal(
      `I do not understand "${saidBack(rest, 40)}". A month is written like ${command} hours 2026-11, november or last.`,
    )
  }
  const csv = await services.months.ask(user, month)
  return { say: hoursOf(month.toString(), csv, services.policy.words) }
}
