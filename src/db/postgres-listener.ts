import { Client } from 'pg'

const RECONNECT_AFTER = 250

/** One connection that hears every channel, and comes back by itself when it is lost. */
export class PostgresListener {
  readonly #url: string
  readonly #onLost: (error: Error) => void
  readonly #channels = new Map<string, Set<(payload: string) => void>>()
  #connection: Promise<Client> | undefined
  #retry: NodeJS.Timeout | undefined
  #closed = false

  constructor(url: string, onLost: (error: Error) => void) {
    this.#url = url
    this.#onLost = onLost
  }

  async listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
    const known = this.#channels.get(channel)
    if (known) known.add(heard)
    else this.#channels.set(channel, new Set([heard]))
    const client = await (this.#connection ??= this.#connect())
    await client.query(`listen ${client.escapeIdentifier(channel)}`)
    return async () => {
      this.#channels.get(channel)?.delete(heard)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    const client = await this.#connection?.catch(() => undefined)
    await client?.end()
  }

  async #connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.#url,
      keepAlive: true,
      connectionTimeoutMillis: 3_000,
    })
    client.on('notification', ({ channel, payload = '' }) => this.#tell(channel, payload))
    client.on('error', (error) => this.#lost(client, error))
    client.on('end', () => this.#lost(client, new Error('The listening connection ended')))
    try {
      await client.connect()
    } catch (error) {
      this.#connection = undefined
      throw error
    }
    return client
  }

  #lost(client: Client, error: Error): void {
    if (this.#closed || this.#retry !== undefined || this.#connection === undefined) return
    this.#connection = undefined
    this.#onLost(error)
    void client.end().catch(() => {})
    this.#reconnectLater()
  }

  #reconnectLater(): void {
    this.#retry = setTimeout(() => {
      this.#retry = undefined
      this.#reconnect().catch(() => this.#reconnectLater())
    }, RECONNECT_AFTER)
  }

  async #reconnect(): Promise<void> {
    const client = await (this.#connection ??= this.#connect())
    for (const channel of this.#channels.keys()) {
      await client.query(`listen ${client.escapeIdentifier(channel)}`)
      this.#tell(channel, '')
    }
  }

  #tell(channel: string, payload: string): void {
    for (const heard of this.#channels.get(channel) ?? []) heard(payload)
  }
}
