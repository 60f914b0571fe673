import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Calls to any outside system but Slack: planned before each, its outcome after. A page hook that 0.1 still had to
  // make is a due row as before, and begins with its first attempt.
  await sql`
    create table attempt (
      thing text not null,
      nth integer not null,
      kind text not null,
      target text not null,
      status text not null,
      planned_at timestamptz not null,
      status_at timestamptz not null,
      code text,
      reference text,
      next_at timestamptz,
      primary key (thing, nth)
    )`.execute(db)
}
