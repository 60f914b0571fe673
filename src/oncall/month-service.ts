/** A month on call for whoever pays it: as text at once, and as a file in the person's messages with us. */
import type { Kysely } from 'kysely'
import type { Clock } from '#clock.ts'
import type { Schema } from '#db/schema.ts'
import { wake } from '#due/due-store.ts'
import { nightPages } from '#escalation/night-pages-lookup.ts'
import type { UserId } from '#incidents/incident.ts'
import { hoursCsv } from '#messages/hours-csv.ts'
import type { PeopleService } from '#people/people-service.ts'
import type { Upload } from '#projection/file.ts'
import type { SlackPort } from '#projection/slack-port.ts'
import { urgencies } from '#projection/slot.ts'
import { monthKey, readMonthKey } from './due-keys.ts'
import type { OnCallService } from './oncall-service.ts'
import type { Range } from './range.ts'

/** Milliseconds. */
const again = 5_000

export interface MonthServiceParts {
  db: Kysely<Schema>
  clock: Clock
  slack: SlackPort
  upload: Upload
  people: Pick<PeopleService, 'findAll'>
  rotas: Pick<OnCallService, 'hours'>
}

export type MonthService = ReturnType<typeof createMonthService>

export function createMonthService({ db, clock, slack, upload, people, rotas }: MonthServiceParts) {
  async function csvOf(month: Temporal.PlainYearMonth): Promise<string> {
    const [all, pages] = await Promise.all([rotas.hours(month.toString()), nightPages(db, around(month))])
    const names = await people.findAll(all.flatMap(({ rows }) => rows.map((row) => row.user)))
    return hoursCsv(month.toString(), all, pages, (id) => names.get(id)?.name ?? id)
  }

  return {
    /** CSV; its file follows as soon as it can be sent. */
    async ask(viewer: UserId, month: Temporal.PlainYearMonth): Promise<string> {
      const csv = await csvOf(month)
      await wake(db, monthKey(viewer, month), { at: clock.now(), urgency: urgencies.paperwork })
      return csv
    },

    /** Run of `month:<user>:<month>`. Where files are refused the text was there already. */
    async send(key: string): Promise<{ next: Date | null }> {
      const { viewer, month } = readMonthKey(key)
      // Spreadsheets read UTF-8 only when it says so.
      const content = `\uFEFF${await csvOf(month)}\n`
      const opened = await slack.call('conversations.open', { users: viewer }, urgencies.paperwork)
      if (opened.kind === 'refused') return { next: null }
      if (opened.kind === 'later') return { next: opened.at }
      if (opened.kind === 'unknown') return { next: new Date(clock.now().getTime() + again) }
      const { id } = opened.body['channel'] as { id: string }
      const [name, title] = [`on-call-${month.toString()}.csv`, `On call in ${month.toString()}`]
      return { next: await upload(id, { name, title, content }) }
    },
  }
}

/** The month on every clock of the world. */
function around(month: Temporal.PlainYearMonth): Range {
  const utc = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime('UTC').epochMilliseconds)
  const first = month.toPlainDate({ day: 1 })
  return { start: utc(first.subtract({ days: 1 })), end: utc(first.add({ months: 1, days: 1 })) }
}
