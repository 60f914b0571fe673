/** Gives figures to the person who asks, and a picture of them in their direct messages. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import type { UserId } from '#incidents/incident.ts'
import { askForFile, type FileService } from '#reconcile/engine/file-service.ts'
import { chartOf } from './chart.ts'
import { pictureOf } from './picture-service.ts'
import type { Scope, Statistics } from './statistics.ts'
import { statisticsOf } from './statistics-store.ts'

export interface StatisticsServiceParts {
  db: Db
  clock: Clock
  files: Pick<FileService, 'place'>
}

export type StatisticsService = ReturnType<typeof createStatisticsService>

export function createStatisticsService({ db, clock, files }: StatisticsServiceParts) {
  /** Gives the figures; their picture follows as soon as it can be sent. */
  async function ask(viewer: UserId, scope: Scope): Promise<Statistics> {
    const statistics = await statisticsOf(db, scope)
    if (statistics.all.count > 0)
      await transact(db, (trx) => askForFile(trx, dueKey('chart', wishOf(viewer, scope)), clock.now()))
    return statistics
  }

  /** Runs `chart:…`. A refused picture is dropped, since the figures were already told in words. */
  async function send(wish: string, run: RunContext): Promise<{ next: Date | null }> {
    const { viewer, scope } = readWish(wish)
    const { svg, title, words } = chartOf(scope, await statisticsOf(db, scope))
    const file = { name: 'incidents.png', title, words, content: await pictureOf(svg) }
    const { next } = await files.place({ key: dueKey('chart', wish), channel: { person: viewer }, file }, run)
    return { next }
  }

  return { ask, send }
}

function wishOf(viewer: UserId, { first, months, timeZone, squad, service }: Scope): string {
  return JSON.stringify([viewer, first.toString(), months, timeZone, squad, service])
}

function readWish(wish: string): { viewer: UserId; scope: Scope } {
  const [viewer, first, months, timeZone, squad, service = null] = JSON.parse(wish) as [
    string,
    string,
    number,
    string,
    string | null,
    // Absent from a wish of an older Muster.
    (string | null)?,
  ]
  return { viewer, scope: { first: Temporal.PlainYearMonth.from(first), months, timeZone, squad, service } }
}
