/** Stands between the bot and PostgreSQL, so that connections can be cut and refused. */
import { createServer, connect, type Socket } from 'node:net'

export interface PostgresProxy extends AsyncDisposable {
  readonly url: string
  /** Takes no new connections, and ends those there are. */
  goAway(): void
  comeBack(): void
  cutAll(): void
  /** Cuts the connection at the `nth` commit from now: before the server hears of it, or before the client hears the answer. */
  cutAtCommit(nth: number, when: 'before' | 'after'): void
  /** No longer waits for that commit. */
  disarm(): void
}

/** A simple query, as the driver sends it. */
const commit = Buffer.from('commit\0')

export async function openPostgresProxy(target: string): Promise<PostgresProxy> {
  const { hostname, port } = new URL(target)
  const pairs = new Set<[Socket, Socket]>()
  let away = false
  let armed: { left: number; when: 'before' | 'after' } | null = null

  const server = createServer((client) => {
    client.on('error', () => {})
    if (away) return void client.destroy()
    const upstream = connect(Number(port), hostname)
    const pair: [Socket, Socket] = [client, upstream]
    pairs.add(pair)
    let deaf = false
    const end = () => {
      pairs.delete(pair)
      client.destroy()
      upstream.destroy()
    }
    upstream.on('error', end)
    for (const side of pair) side.on('close', end)
    client.on('data', (chunk: Buffer) => {
      if (armed && chunk.includes(commit)) {
        armed.left -= 1
        if (armed.left === 0) {
          const { when } = armed
          armed = null
          if (when === 'before') return end()
          deaf = true
        }
      }
      upstream.write(chunk)
    })
    upstream.on('data', (chunk: Buffer) => {
      if (deaf) end()
      else client.write(chunk)
    })
  })
  const cutAll = () => {
    for (const [client, upstream] of pairs) {
      client.destroy()
      upstream.destroy()
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port')
  const url = new URL(target)
  url.host = `127.0.0.1:${address.port}`

  return {
    url: url.href,
    goAway() {
      away = true
      cutAll()
    },
    comeBack() {
      away = false
    },
    cutAll,
    cutAtCommit(nth, when) {
      armed = { left: nth, when }
    },
    disarm() {
      armed = null
    },
    async [Symbol.asyncDispose]() {
      cutAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
