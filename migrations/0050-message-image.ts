import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Pictures as they were when the incident was resolved, so that a post-mortem shows them wherever it is read.
  await sql`
    create table message_image (
      channel text not null,
      ts text not null,
      file text not null,
      mimetype text,
      content bytea,
      refused text,
      primary key (channel, ts, file)
    )`.execute(db)
}
