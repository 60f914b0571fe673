/** What became of what each source sent, for the doctor. */
import { sql } from 'kysely'
import type { Db } from '#db/database.ts'

export interface SourceFacts {
  source: string
  /** Deliveries that cannot be read. */
  unreadable: number
  /** Alerts that ended, and those of which nothing more is heard. */
  ended: number
  unknown: number
}

export async function sourceFacts(db: Db): Promise<SourceFacts[]> {
  const { rows } = await sql<SourceFacts>`
    with sent as (
      select source, count(*) filter (where outcome = 'unreadable')::integer as unreadable from alert_delivery group by source
    ), known as (
      select source, count(*) filter (where state = 'resolved')::integer as ended,
        count(*) filter (where state = 'unknown')::integer as unknown
      from alert where key not like 'muster:%' group by source
    )
    select source, coalesce(unreadable, 0) as unreadable, coalesce(ended, 0) as ended, coalesce(unknown, 0) as unknown
    from sent full join known using (source) order by source`.execute(db)
  return rows
}
