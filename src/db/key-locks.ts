import { Client } from 'pg'
import type { Database } from './database.ts'

/** Exclusion per key among all processes on one database. A process that dies frees its keys at once. */
export interface KeyLocks extends AsyncDisposable {
  /** Never waits for another holder; a second attempt by this process is refused too. */
  tryLock(key: string): Promise<boolean>
  unlock(key: string): Promise<void>
  /** False once the key was unlocked or the session that held it was lost: work under it must stop. */
  held(key: string): boolean
  /** False while locks cannot be taken because the database does not answer. */
  healthy(): boolean
}

/** Session advisory locks on PostgreSQL; on the embedded engine, which no second process can open, a set in memory. */
export function openKeyLocks(database: Database): KeyLocks {
  return database.url === undefined ? new MemoryKeyLocks() : new SessionKeyLocks(database.url)
}

class MemoryKeyLocks implements KeyLocks {
  readonly #held = new Set<string>()

  async tryLock(key: string): Promise<boolean> {
    if (this.#held.has(key)) return false
    this.#held.add(key)
    return true
  }

  async unlock(key: string): Promise<void> {
    this.#held.delete(key)
  }

  held(key: string): boolean {
    return this.#held.has(key)
  }

  healthy(): boolean {
    return true
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#held.clear()
  }
}

/** Distinguishes our advisory locks from those of other programs in the same database. */
const SEED = 77_117
const ANSWER_WITHIN = 3_000

/** Session locks are re-entrant, so the keys this process holds are also kept here; they are gone with their session. */
class SessionKeyLocks implements KeyLocks {
  readonly #url: string
  readonly #held = new Set<string>()
  readonly #asking = new Set<string>()
  #session: Promise<Client> | undefined
  #current: Client | undefined
  #closed = false
  #last: Promise<unknown> = Promise.resolve()
  #failed = false

  constructor(url: string) {
    this.#url = url
  }

  async tryLock(key: string): Promise<boolean> {
    if (this.#closed || this.#held.has(key) || this.#asking.has(key)) return false
    this.#asking.add(key)
    try {
      const client = await (this.#session ??= this.#connect())
      if (!(await this.#ask(client, 'pg_try_advisory_lock', key)) || client !== this.#current) return false
      this.#held.add(key)
      return true
    } catch {
      return false
    } finally {
      this.#asking.delete(key)
    }
  }

  async unlock(key: string): Promise<void> {
    const client = this.#current
    if (client === undefined || !this.#held.has(key)) return
    // The key stays in the set until the server has answered: removed earlier, our next attempt could lock it twice.
    await this.#ask(client, 'pg_advisory_unlock', key)
    if (client === this.#current) this.#held.delete(key)
  }

  held(key: string): boolean {
    return this.#held.has(key)
  }

  healthy(): boolean {
    return !this.#failed
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    const client = await this.#session?.catch(() => undefined)
    this.#held.clear()
    await client?.end()
  }

  /** Sends statements one after the other: the client takes the next only after answering the one before. */
  #ask(client: Client, call: 'pg_try_advisory_lock' | 'pg_advisory_unlock', key: string): Promise<boolean> {
    const answer = this.#last.then(() => this.#query(client, call, key))
    this.#last = answer
    return answer
  }

  async #query(
    client: Client,
    call: 'pg_try_advisory_lock' | 'pg_advisory_unlock',
    key: string,
  ): Promise<boolean> {
    try {
      const { rows } = await client.query<{ ok: boolean }>(`select ${call}(hashtextextended($1, $2)) as ok`, [
        key,
        SEED,
      ])
      return rows[0]?.ok === true
    } catch {
      // The server may or may not have taken the lock: ending the session frees it in either case.
      this.#lose(client)
      return false
    }
  }

  async #connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.#url,
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_WITHIN,
      query_timeout: ANSWER_WITHIN,
    })
    client.on('error', () => this.#lose(client))
    client.on('end', () => this.#lose(client))
    try {
      await client.connect()
    } catch (error) {
      this.#session = undefined
      this.#failed = true
      throw error
    }
    this.#current = client
    this.#failed = false
    return client
  }

  #lose(client: Client): void {
    if (this.#current !== client) return
    this.#current = undefined
    this.#session = undefined
    this.#failed = !this.#closed
    this.#held.clear()
    void client.end().catch(() => {})
  }
}
