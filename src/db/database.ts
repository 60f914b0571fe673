import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** Reads and writes, in a transaction or outside one. */
export type Db = Kysely<Schema>
/** A transaction under way: everything in it is committed, or nothing. */
export type Trx = Transaction<Schema>

export type Engine = 'pglite' | 'postgres'

/** An open database. Rows read the same on both engines: `timestamptz` is a Date, `date` an ISO string, `int8` a number. */
export interface Database extends AsyncDisposable {
  readonly db: Db
  readonly engine: Engine
  /** The address for further sessions; absent for the embedded engine, which has only one. */
  readonly url?: string
  /** The embedded engine's files, packed; absent on PostgreSQL, which has its own tools. */
  readonly dump?: () => Promise<Blob>
  /**
   * Calls `heard` with the payload of each NOTIFY on the channel. Calls it with an empty one when a lost connection is
   * back, since some may have been missed.
   */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
}

export interface DatabaseOptions {
  /** `postgres://…`; without it the embedded engine is used. */
  url?: string | undefined
  /** The directory the embedded engine keeps its files in. */
  dataDir: string
  /** A dumped data directory: the embedded engine then runs in memory, starting from it. */
  snapshot?: Blob | undefined
  /** The longest time one statement may take on PostgreSQL, in milliseconds; 0 for no limit. */
  statementTimeout?: number | undefined
  /** Told about a lost connection that nobody is waiting for. */
  onConnectionLost?: ((error: Error) => void) | undefined
}
