import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'

/** A new database without a table, dropped when disposed. */
export async function emptyPostgres(): Promise<{ url: string } & AsyncDisposable> {
  const server = inject('postgres')
  if (server === undefined) throw new Error('PostgreSQL was not found')
  const name = `muster_empty_${randomBytes(4).toString('hex')}`
  await run(server.url, `create database ${name}`)
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => run(server.url, `drop database ${name} with (force)`),
  }
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
