/** When someone asks for the hours of a month. */
import { Refusal } from '#errors.ts'
import { hoursCsv } from '#messages/hours-csv.ts'
import { hoursOf } from '#messages/oncall-answer.ts'
import { inline } from '#messages/user-text.ts'
import type { TypedVerb } from './command.ts'
import { readMonth } from './dates.ts'
import { today, zoneOf } from './oncall-rota.ts'
import type { Reply, Services } from './services.ts'

/** `hours`, `hours 2026-11`, `hours november`, `hours last`. */
export async function typeHours({ user, rest, command }: TypedVerb, services: Services): Promise<Reply> {
  const { rotas, people, policy } = services
  const month = readMonth(rest, today(await zoneOf(user, services), services))
  if (month === null) {
    throw new Refusal(
      `I do not understand "${inline(rest, 40)}". A month is written like ${command} hours 2026-11, november or last.`,
    )
  }
  const [all, pages] = await Promise.all([rotas.hours(month.toString()), services.nightPages(around(month))])
  const names = await people.findAll(all.flatMap(({ rows }) => rows.map((row) => row.user)))
  const csv = hoursCsv(month.toString(), all, pages, (id) => names.get(id)?.name ?? id)
  return { say: hoursOf(month.toString(), csv, policy.words) }
}

/** The month on every clock of the world. */
function around(month: Temporal.PlainYearMonth): { start: Date; end: Date } {
  const utc = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime('UTC').epochMilliseconds)
  const first = month.toPlainDate({ day: 1 })
  return { start: utc(first.subtract({ days: 1 })), end: utc(first.add({ months: 1, days: 1 })) }
}
