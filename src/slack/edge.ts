/** The way between Slack and the listeners: HTTP on our port, or Socket Mode; beside it, whatever else the port answers. */
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import type { Config } from '#config.ts'
import { createBoltApp, quietLogger } from './bolt-app.ts'
import { deliverTo } from './deliver.ts'
import { createHttpDoor } from './http-door.ts'
import { createInFlight } from './in-flight.ts'
import type { Services } from './services.ts'
import { openSocketMode, type SocketMode, urlOpener } from './socket-mode.ts'

export interface Edge extends AsyncDisposable {
  readonly port: number
  /** Something is being answered. */
  readonly busy: boolean
  /** Resolves once nothing is being answered. */
  idle(): Promise<void>
  /** Slack can reach us, as far as we can tell. */
  connected(): boolean
}

/** Listens; disposing takes nothing more in and finishes what is being answered. */
export async function openEdge(
  { slack, port }: Pick<Config, 'slack' | 'port'>,
  services: Services,
  rest: RequestListener,
): Promise<Edge> {
  const { log } = services
  const inFlight = createInFlight()
  const deliver = deliverTo(createBoltApp(services), inFlight)
  const { connection } = slack
  const signingSecret = connection.mode === 'http' ? connection.signingSecret : null
  const door = createHttpDoor({ signingSecret, deliver, rest, log })
  door.listen(port)
  await once(door, 'listening')
  const openUrl =
    connection.mode === 'socket' && urlOpener(connection.appToken, slack.apiUrl ?? undefined, quietLogger(log))
  const socket: SocketMode | null = openUrl ? openSocketMode({ openUrl, deliver, inFlight, log }) : null

  return {
    port: (door.address() as AddressInfo).port,
    get busy() {
      return inFlight.size > 0
    },
    idle: () => inFlight.idle(),
    connected: () => socket?.connected ?? true,
    async [Symbol.asyncDispose]() {
      const closed = once(door, 'close')
      door.close()
      await socket?.[Symbol.asyncDispose]()
      await inFlight.idle()
      door.closeAllConnections()
      await closed
    },
  }
}
