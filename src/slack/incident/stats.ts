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

/** `stats`, `stats 2026-10`, `stats october`, `stats payments`, `stats payments last month`, `stats checkout october`. */
export async function typeStats({ user, rest, command }: TypedVerb, services: Services): Promise<Reply> {
  const timeZone = await zoneOf(user, services)
  const day = todayIn(timeZone, services)
  const { squad, service, rest: when } = subjectIn(rest, services)
  const month = readMonth(when, day)
  if (month === null) {
    const { squads, words } = services.policy
    const subjects = [
      `or a squad${squads.length === 0 ? '' : ` (${squads.slice(0, 20).join(', ')})`}`,
      ...(Object.keys(words.services).length === 0
        ? []
        : [`or a service (${Object.keys(words.services).slice(0, 20).join(', ')})`]),
    ]
    throw new Refusal(
      `I do not understand "${saidBack(when, 40)}". Type ${command} stats, and a month (2026-10, october, last) ${subjects.join(', ')}.`,
    )
  }
  const scope =
    when === ''
      ? { first: month.subtract({ months: aYear - 1 }), months: aYear, timeZone, squad, service }
      : { first: month, months: 1, timeZone, squad, service }
  return { say: stats(scope, await services.statistics.ask(user, scope)) }
}

/** Splits the text into the squad or the service it begins with, and the rest. */
function subjectIn(
  text: string,
  { policy: { squads, words } }: Services,
): { squad: string | null; service: string | null; rest: string } {
  const typed = `${text.toLowerCase()} `
  const begun = (name: string) => typed.startsWith(`${name.toLowerCase()} `)
  const after = (name: string) => text.slice(name.length).trim()
  const squad = squads.find(begun)
  if (squad !== undefined) return { squad, service: null, rest: after(squad) }
  const found = Object.entries(words.services)
    .flatMap(([service, { name }]) => [name, service].filter(begun).map((said) => ({ service, said })))
    .toSorted((a, b) => b.said.length - a.said.length)[0]
  if (found === undefined) return { squad: null, service: null, rest: text }
  return { squad: null, service: found.service, rest: after(found.said) }
}
