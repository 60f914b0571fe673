/** Moves everything from one database into another that is migrated and empty. */
import { type Kysely, sql } from 'kysely'
import type { Db } from './client.ts'
import { transact } from './transact.ts'

/** Rows at once. */
const BATCH = 500

/** Copies every row, in one transaction. Returns how many. Throws where the target already holds something. */
export async function copyAll(from: Db, to: Db): Promise<number> {
  const tables = await inOrder(from)
  return transact(to, async (trx) => {
    let copied = 0
    for (const table of tables) {
      if ((await count(trx, table)) > 0) throw new Error(`The table ${table} of the target is not empty.`)
      copied += await copyTable(from, trx, table)
    }
    return copied
  })
}

async function copyTable<A, B>(from: Kysely<A>, to: Kysely<B>, table: string): Promise<number> {
  const columns = sql.join((await columnsOf(from, table)).map((name) => sql.ref(name)))
  const rows = await sql<{
    row: string
  }>`select row_to_json(t)::text as row from ${sql.table(table)} t`.execute(from)
  for (let at = 0; at < rows.rows.length; at += BATCH) {
    const batch = `[${rows.rows
      .slice(at, at + BATCH)
      .map(({ row }) => row)
      .join(',')}]`
    await sql`
      insert into ${sql.table(table)} (${columns})
      select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${batch}::json)
    `.execute(to)
  }
  return rows.rows.length
}

async function columnsOf<A>(db: Kysely<A>, table: string): Promise<string[]> {
  const found = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'
    order by ordinal_position
  `.execute(db)
  return found.rows.map(({ name }) => name)
}

async function count<A>(db: Kysely<A>, table: string): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(
    db,
  )
  return found.rows[0]?.count ?? 0
}

/** Tables, those that others refer to first; without the record of migrations, which the target has. */
async function inOrder(db: Db): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely_%'
    order by table_name
  `.execute(db)
  const references = await sql<{ from: string; to: string }>`
    select conrelid::regclass::text as "from", confrelid::regclass::text as "to"
    from pg_constraint where contype = 'f' and conrelid <> confrelid
  `.execute(db)
  const ordered: string[] = []
  const visit = (table: string) => {
    if (ordered.includes(table)) return
    for (const { from, to } of references.rows) if (from === table) visit(to)
    ordered.push(table)
  }
  for (const { name } of tables.rows) visit(name)
  return ordered
}
