import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // What happened before there were such messages is told to nobody: as if people had deleted it already.
  await sql`
    insert into slot (owner, name, kind, attempt, deleted, detail)
    select 'incident:' || incident, 'news:' || seq, 'message', 0, 1, '{}'
    from incident_event
    where type in ('resolved', 'reopened', 'merged', 'severity changed')
    on conflict do nothing`.execute(db)
}
