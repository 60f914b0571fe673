import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Tells nobody of news older than such messages: as if people had deleted it already.
  await sql`
    insert into slot (owner, name, kind, attempt, deleted, detail)
    select 'incident:' || incident, 'news:' || seq, 'message', 0, 1, '{}'
    from incident_event
    where type in ('resolved', 'reopened', 'merged', 'severity changed')
    on conflict do nothing`.execute(db)
}
