import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // One question to a model about an incident, and its answer as it came, for audit. What is shown is checked at each look.
  await sql`
    create table model_answer (
      incident integer primary key references incident (number),
      asked_at timestamptz not null,
      asked_by text,
      model text,
      question text,
      answer text
    )`.execute(db)
}
