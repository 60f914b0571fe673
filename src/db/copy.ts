/** Moves everything from one database into another that is migrated and empty. */
import { type Kysely, sql } from 'kysely'
import { Misconfigured } from '../misconfigured.ts'
import type { Db } from './database.ts'
import { transact } from './transact.ts'

/** Pages of the database read at once: each may hold many rows, and rows may point at pictures. */
const WINDOW = 4
const PAGE_BYTES = 8192
/** Milliseconds to wait: a large database takes its time. */
const PATIENCE = 3_600_000

/** Copies every row, in one transaction. Returns how many. Throws `Misconfigured` where the target already holds something. */
export async function copyAll(from: Db, to: Db): Promise<number> {
  const tables = await inOrder(from)
  return transact(
    to,
    async (trx) => {
      let copied = 0
      for (const table of tables) {
        if (await holdsAny(trx, table)) {
          throw new Misconfigured([
            `The target is not empty: it has rows in ${table}. Create an empty database, and move there.`,
          ])
        }
        copied += await copyTable(from, trx, table)
      }
      return copied
    },
    PATIENCE,
  )
}

async function copyTable<A, B>(from: Kysely<A>, to: Kysely<B>, table: string): Promise<number> {
  const columns = sql.join((await columnsOf(from, table)).map((name) => sql.ref(name)))
  const pages = await pagesOf(from, table)
  let copied = 0
  for (let page = 0; page < pages; page += WINDOW) {
    const { rows } = await sql<{ row: string }>`
      select row_to_json(t)::text as row from ${sql.table(table)} t
      where ctid >= ${`(${page},0)`}::tid and ctid < ${`(${page + WINDOW},0)`}::tid
    `.execute(from)
    if (rows.length === 0) continue
    await sql`
      insert into ${sql.table(table)} (${columns})
      select ${columns} from json_populate_recordset(
        null::${sql.table(table)}, ${`[${rows.map(({ row }) => row).join(',')}]`}::json
      )
    `.execute(to)
    copied += rows.length
  }
  return copied
}

async function columnsOf<A>(db: Kysely<A>, table: string): Promise<string[]> {
  const found = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'
    order by ordinal_position
  `.execute(db)
  return found.rows.map(({ name }) => name)
}

async function pagesOf<A>(db: Kysely<A>, table: string): Promise<number> {
  const found = await sql<{ bytes: number }>`
    select pg_relation_size(${table}::regclass)::float8 as bytes
  `.execute(db)
  return Math.ceil((found.rows[0]?.bytes ?? 0) / PAGE_BYTES)
}

async function holdsAny<A>(db: Kysely<A>, table: string): Promise<boolean> {
  return (await sql`select 1 from ${sql.table(table)} limit 1`.execute(db)).rows.length > 0
}

/** Tables in the order of copying: referred-to tables first. The target already has the record of migrations. */
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
