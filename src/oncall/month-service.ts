/** Sends a month on call to those who pay for it: as text at once, and as a file in the person's messages with us. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import { nightPages } from '#escalation/night-pages-lookup.ts'
import type { UserId } from '#incidents/incident.ts'
import { hoursCsv } from './hours-csv.ts'
import type { PeopleService } from '#people/people-service.ts'
import { askForFile, type FileService } from '#reconcile/engine/file-service.ts'
import type { RotaQuestions } from './rota-questions-service.ts'
import type { Range } from '#time.ts'

export interface MonthServiceParts {
  db: Db
  clock: Clock
  files: Pick<FileService, 'place'>
  people: Pick<PeopleService, 'findAll'>
  rotas: Pick<RotaQuestions, 'hours'>
}

export type MonthService = ReturnType<typeof createMonthService>

export function createMonthService({ db, clock, files, people, rotas }: MonthServiceParts) {
  async function csvOf(month: Temporal.PlainYearMonth): Promise<string> {
    const [all, pages] = await Promise.all([rotas.hours(month.toString()), nightPages(db, around(month))])
    const names = await people.findAll(all.flatMap(({ rows }) => rows.map((row) => row.user)))
    return hoursCsv(month.toString(), all, pages, (id) => names.get(id)?.name ?? id)
  }

  return {
    /** Returns the CSV at once; its file follows as soon as it can be sent. */
    async ask(viewer: UserId, month: Temporal.PlainYearMonth): Promise<string> {
      const csv = await csvOf(month)
      await transact(db, (trx) =>
        askForFile(trx, dueKey('month', `${viewer}:${month.toString()}`), clock.now()),
      )
      return csv
    },

    /** Runs `month:<user>:<month>`. Where files are refused, the person already has the text. */
    async send(wish: string, run: RunContext): Promise<{ next: Date | null }> {
      const { viewer, month } = readWish(wish)
      // Spreadsheets need the byte order mark to read UTF-8.
      const content = `\uFEFF${await csvOf(month)}\n`
      const [name, title] = [`on-call-${month.toString()}.csv`, `On call in ${month.toString()}`]
      const wanted = {
        key: dueKey('month', wish),
        channel: { person: viewer },
        file: { name, title, content },
      }
      const { next } = await files.place(wanted, run)
      return { next }
    },
  }
}

function readWish(wish: string): { viewer: UserId; month: Temporal.PlainYearMonth } {
  const [viewer = '', month = ''] = wish.split(':')
  return { viewer, month: Temporal.PlainYearMonth.from(month) }
}

/** The month as it passes in every time zone. */
function around(month: Temporal.PlainYearMonth): Range {
  const utc = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime('UTC').epochMilliseconds)
  const first = month.toPlainDate({ day: 1 })
  return { start: utc(first.subtract({ days: 1 })), end: utc(first.add({ months: 1, days: 1 })) }
}
