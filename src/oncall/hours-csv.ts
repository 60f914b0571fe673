/** Writes a month on call as CSV, for those who pay for it: a line for each person and rota. */
import { inZone } from '#time.ts'
import type { Hours } from './turns/hours.ts'
import type { Rota } from './turns/rota.ts'

export interface MonthOfRota {
  readonly rota: Pick<Rota, 'id' | 'name' | 'timeZone'>
  readonly rows: readonly Hours[]
}

interface NightPageView {
  readonly user: string
  readonly role: string
  readonly at: Date
}

const heading = [
  'month',
  'rota',
  'person',
  'name',
  'time_zone',
  'hours',
  'day',
  'night',
  'weekend',
  'holiday',
  'turns',
  'covers',
  'pages_at_night',
]

/**
 * `month` is `YYYY-MM` on the clock of each rota. Kinds of hours follow each person's clock. `pages` may reach beyond
 * the month.
 */
export function hoursCsv(
  month: string,
  rotas: readonly MonthOfRota[],
  pages: readonly NightPageView[],
  nameOf: (user: string) => string,
): string {
  const lines = rotas.flatMap(({ rota, rows }) =>
    rows.map(({ user, timeZone, total, day, night, weekend, holiday, turns, covers }) => [
      month,
      rota.name,
      user,
      nameOf(user),
      timeZone,
      ...[total, day, night, weekend, holiday].map((hours) => String(Math.round(hours * 100) / 100)),
      String(turns),
      String(covers),
      String(
        pages.filter(
          (page) => page.user === user && page.role === rota.id && isIn(month, page.at, rota.timeZone),
        ).length,
      ),
    ]),
  )
  return [heading, ...lines].map((cells) => cells.map(cell).join(',')).join('\n')
}

function isIn(month: string, at: Date, timeZone: string): boolean {
  return inZone(at, timeZone).toPlainDate().toPlainYearMonth().toString() === month
}

/** Quotes a cell, and defuses one that a spreadsheet would take for a formula. */
function cell(words: string): string {
  const plain = /^[=+\-@\t\r]/.test(words) ? `'${words}` : words
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
