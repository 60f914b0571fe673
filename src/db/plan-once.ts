import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Pool, PoolClient } from 'pg'

/** The most texts a session remembers: each costs the server memory, and some grow with their input. */
const most = { statements: 200, values: 60 }

/**
 * A pool whose sessions name a statement, so that it is planned once. A statement with `*` is planned each time: a
 * newer version's migration changes its columns, and PostgreSQL would refuse the old plan.
 */
export function planOnce(pool: Pool): PostgresPool {
  const names = new Map<string, string>()
  const sessions = new WeakMap<PoolClient, PostgresPoolClient>()

  function nameOf(text: string, values: number): string | undefined {
    const known = names.get(text)
    if (known !== undefined) return known
    if (values === 0 || values > most.values || names.size >= most.statements || text.includes('*')) return
    const name = `muster${names.size}`
    names.set(text, name)
    return name
  }

  function planning(client: PoolClient): PostgresPoolClient {
    // Kysely's type also allows cursors here, which we never use.
    const query: unknown = (text: string, values: readonly unknown[]) =>
      client.query({ name: nameOf(text, values.length), text, values: [...values] })
    return { query: query as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) }
  }

  return {
    async connect() {
      const client = await pool.connect()
      const session = sessions.get(client) ?? planning(client)
      sessions.set(client, session)
      return session
    },
    end: () => pool.end(),
    options: pool.options,
  }
}
