/** Answers with figures of past months. */
import { Refusal } from '#errors.ts'
import { stats } from '#messages/incident/stats.ts'
import { saidBack } from '#words/user-text.ts'
import type { TypedVerb } from '../asking/typed.ts'
import { readMonth } from '../oncall/dates.ts'
import { todayIn, zoneOf } from '../oncall/rota.ts'
import type { Reply, Services } from '../asking/services.ts'

/** The number of months shown where none is named. */
const aYear = 12

/** `stats`, `stats 2026-10`, `stats october`, `stats payments`, `stats payments last month`. */
export async function typeStats({ user, rest, command }: TypedVerb, services: Services): Promise<Reply> {
  const timeZone = await zoneOf(user, services)
  const day = todayIn(timeZone, services)
  const { squad, rest: when } = squadIn(rest, services)
  const month = readMonth(when, day)
  if (month === null) {
    const { squads } = services.policy
    throw new Refusal(
      `I do not understand "${saidBack(when, 40)}". Type ${command} stats, and a month (2026-10, october, last) or a squad${squads.length === 0 ? '' : ` (${squads.slice(0, 20).join(', ')})`}.`,
    )
  }
  const scope =
    when === ''
      ? { first: month.subtract({ months: aYear - 1 }), months: aYear, timeZone, squad }
      : { first: month, months: 1, timeZone, squad }
  return { say: stats(scope, await services.statistics.ask(user, scope)) }
}

/** Splits the text into the squad it begins with and the rest. */
function squadIn(text: string, { policy }: Services): { squad: string | null; rest: string } {
  const typed = text.toLowerCase()
  const squad = policy.squads.find((one) => `${typed} `.startsWith(`${one.toLowerCase()} `)) ?? null
  return { squad, rest: squad === null ? text : text.slice(squad.length).trim() }
}
