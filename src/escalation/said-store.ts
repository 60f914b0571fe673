/** Finds words said by the people who were paged, after their page. */
import type { Db } from '#db/database.ts'
import { sql } from 'kysely'
import { speech } from '#history/heard.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Page } from './page.ts'

export interface SpokenAnswer {
  page: string
  user: UserId
  /** The time it was said, on our clock. */
  at: Date
}

/**
 * Pages of an incident whose people have written in its conversation after they were sent. Slack's own times of posting
 * decide: neither our time of hearing nor an edit counts.
 */
export async function spokenAnswers(db: Db, incident: number): Promise<SpokenAnswer[]> {
  const rows = await db
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .innerJoin('message', (join) =>
      join
        .onRef('message.incident', '=', 'escalation.incident')
        .onRef('message.author', '=', 'page.person')
        .on(sql<boolean>`message.ts::numeric > page.sent_ts::numeric`),
    )
    .select(['page.id', 'page.person', 'page.sent_at', 'page.sent_ts'])
    .select((e) => e.fn.min('message.ts').as('ts'))
    .where('escalation.incident', '=', incident)
    .where('escalation.state', '=', 'climbing')
    .where('page.status', 'in', answerable)
    .where('message.by_app', '=', false)
    .where((e) => e.or([e('message.subtype', 'is', null), e('message.subtype', 'in', speech)]))
    .groupBy(['page.id', 'page.person', 'page.sent_at', 'page.sent_ts'])
    .orderBy('page.id')
    .execute()
  return rows.flatMap(({ id, person, sent_at, sent_ts, ts }) => {
    if (sent_at === null || sent_ts === null) return []
    const after = Math.round((Number(ts) - Number(sent_ts)) * 1000)
    return [{ page: id, user: person, at: new Date(sent_at.getTime() + after) }]
  })
}

/** A person who said "I can't" may still write in the room. */
const answerable: Page['status'][] = ['sent', 'timed out']
