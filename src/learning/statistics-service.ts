/** How it has been going: figures for whoever asks, and a picture of them in their direct messages. */
import type { Kysely } from 'kysely'
import type { Clock } from '#clock.ts'
import type { Schema } from '#db/schema.ts'
import { wake } from '#due/due-store.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Upload } from '#projection/file.ts'
import type { SlackPort } from '#projection/slack-port.ts'
import { urgencies } from '#projection/slot.ts'
import { chartOf } from './chart.ts'
import { pictureOf } from './picture-service.ts'
import type { Scope, Statistics } from './statistics.ts'
import { statisticsOf } from './statistics-store.ts'

export interface StatisticsServiceParts {
  db: Kysely<Schema>
  clock: Clock
  slack: SlackPort
  upload: Upload
}

export type StatisticsService = ReturnType<typeof createStatisticsService>

export function createStatisticsService({ db, clock, slack, upload }: StatisticsServiceParts) {
  /** The figures; their picture follows as soon as it can be sent. */
  async function ask(viewer: UserId, scope: Scope): Promise<Statistics> {
    const statistics = await statisticsOf(db, scope)
    if (statistics.all.count > 0)
      await wake(db, keyOf(viewer, scope), { at: clock.now(), urgency: urgencies.paperwork })
    return statistics
  }

  /** Run of `chart:…`: at most one picture is sent unless we are stopped in the middle of it. */
  async function send(key: string): Promise<{ next: Date | null }> {
    const { viewer, scope } = readKey(key)
    const { svg, title, words } = chartOf(scope, await statisticsOf(db, scope))
    const opened = await slack.call('conversations.open', { users: viewer }, urgencies.paperwork)
    // A picture is never the only carrier of anything.
    if (opened.kind !== 'ok') return { next: opened.kind === 'later' ? opened.at : null }
    const { id } = opened.body['channel'] as { id: string }
    const content = await pictureOf(svg)
    return { next: await upload(id, { name: 'incidents.png', title, words, content }) }
  }

  return { ask, send }
}

function keyOf(viewer: UserId, { first, months, timeZone, squad }: Scope): string {
  return `chart:${JSON.stringify([viewer, first.toString(), months, timeZone, squad])}`
}

function readKey(key: string): { viewer: UserId; scope: Scope } {
  const [viewer, first, months, timeZone, squad] = JSON.parse(key.slice('chart:'.length)) as [
    string,
    string,
    number,
    string,
    string | null,
  ]
  return { viewer, scope: { first: Temporal.PlainYearMonth.from(first), months, timeZone, squad } }
}
