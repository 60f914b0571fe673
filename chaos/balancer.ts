/** One port in front of several bots: each connection goes to the next one that listens. */
import { connect, createServer, type Socket } from 'node:net'

export interface Balancer extends AsyncDisposable {
  readonly port: number
  /** The ports on which the bots listen now. */
  ports: number[]
}

export async function openBalancer(): Promise<Balancer> {
  const open = new Set<Socket>()
  let turn = 0
  const server = createServer((client) => {
    open.add(client)
    client.on('error', () => {})
    client.on('close', () => open.delete(client))
    forward(client, balancer.ports.length)
  })

  function forward(client: Socket, tries: number): void {
    turn += 1
    const port = balancer.ports[turn % balancer.ports.length]
    if (tries === 0 || port === undefined) return void client.destroy()
    const upstream = connect(port, '127.0.0.1')
    upstream.once('error', () => {
      if (upstream.connecting || !upstream.bytesWritten) forward(client, tries - 1)
      else client.destroy()
    })
    upstream.once('connect', () => {
      client.pipe(upstream)
      upstream.pipe(client)
      upstream.on('error', () => client.destroy())
      upstream.on('close', () => client.destroy())
      client.on('close', () => upstream.destroy())
    })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The balancer has no port')
  const balancer: Balancer = {
    port: address.port,
    ports: [],
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return balancer
}
