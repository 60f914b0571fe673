import { Kysely, PostgresDialect } from 'kysely'
import { Pool, type PoolConfig, types } from 'pg'
import type { Database, DatabaseOptions } from './database.ts'
import { Misconfigured } from '../misconfigured.ts'
import { planOnce } from './plan-once.ts'
import { PostgresListener } from './postgres-listener.ts'
import type { Schema } from './schema.ts'

const DEFAULT_STATEMENT_TIMEOUT = 2_000
const CONNECT_TIMEOUT = 3_000
const { DATE, INT8 } = types.builtins

/** Opens a pool on a PostgreSQL server, and checks that the server answers. */
export async function openPostgres(options: DatabaseOptions & { url: string }): Promise<Database> {
  const { url, statementTimeout = DEFAULT_STATEMENT_TIMEOUT, onConnectionLost = () => {} } = options
  const pool = new Pool(poolConfig(url, statementTimeout))
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', onConnectionLost)
  // And so would one that is in use but between two statements: its user hears of it with the next one.
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: planOnce(pool) }) })
  try {
    await pool.query('select 1')
  } catch (error) {
    await pool.end()
    throw new Misconfigured([`DATABASE_URL: ${whyNot(error)}`])
  }
  const listener = new PostgresListener(url, onConnectionLost)

  return {
    db,
    engine: 'postgres',
    url,
    listen: (channel, heard) => listener.listen(channel, heard),
    [Symbol.asyncDispose]: async () => {
      await listener.close()
      await db.destroy()
      if (!pool.ended) await pool.end()
    },
  }
}

/** Explains the failure in our words: the driver's may repeat the address. */
function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer in time'
  if (code.startsWith('28')) return `the server refuses the user or the password (${code}). Check both.`
  if (code === '3D000') return `there is no such database (${code}). Create it, or name another.`
  return `the server cannot be used (${code}). Check that it runs and that the address is right.`
}

function poolConfig(url: string, statementTimeout: number): PoolConfig {
  return {
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    // Keeps open the room that a busy hour needed: the incident after a quiet night need not wait for it.
    idleTimeoutMillis: 0,
    // Ranges are printed in the session's zone.
    options: '-c TimeZone=UTC',
    // The client's own limit, a second longer, is for a server that has stopped answering.
    ...(statementTimeout > 0
      ? { statement_timeout: statementTimeout, query_timeout: statementTimeout + 1_000 }
      : {}),
    types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => parserOf(oid, format) },
  }
}

/** Reads dates and int8 as the embedded engine does. */
function parserOf(oid: number, format: 'text' | 'binary' = 'text') {
  if (oid === DATE) return (text: string) => text
  if (oid === INT8) return Number
  return format === 'binary' ? types.getTypeParser(oid, 'binary') : types.getTypeParser(oid, 'text')
}
