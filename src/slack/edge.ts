/** Slack's side of the house: requests come in, and answers go back. */
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createBoltApp, quietLogger } from './bolt-app.ts'
import { deliverTo } from './wire/deliver.ts'
import { createHttpDoor } from './wire/http-door.ts'
import { createInFlight } from './wire/in-flight.ts'
import { eventListeners } from './event-listeners.ts'
import type { Services } from './asking/services.ts'
import { openSocketMode, urlOpener } from './wire/socket-mode.ts'

export interface EdgeConfig {
  slack: {
    apiUrl: string | null
    connection: { mode: 'socket'; appToken: string } | { mode: 'http'; signingSecrets: readonly string[] }
  }
  host: string | null
  port: number
}

export interface Edge extends AsyncDisposable {
  readonly port: number
  /** True while something is being answered. */
  readonly busy: boolean
  /** True when Slack can reach us, as far as we can know. */
  connected(): boolean
  /** Resolves once nothing is being answered. */
  idle(): Promise<void>
}

/** Milliseconds that stopping waits for answers under way. */
const patience = 10_000

/** Listens on the port, gives requests that are not Slack's to `rest`, and connects to Slack for Socket Mode. */
export async function openEdge(
  { slack: { apiUrl, connection }, host, port }: EdgeConfig,
  services: Services,
  rest: RequestListener,
): Promise<Edge> {
  await using opened = new AsyncDisposableStack()
  const { log } = services
  const inFlight = createInFlight()
  const deliver = deliverTo(createBoltApp(services), eventListeners(services), inFlight)
  const signingSecrets = connection.mode === 'http' ? connection.signingSecrets : null
  const server = createHttpDoor({ signingSecrets, deliver, rest, log })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, ...(host !== null && { host }) }, resolve)
  })
  opened.defer(async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    await Promise.race([inFlight.idle(), sleep(patience, undefined, { ref: false })])
    server.closeAllConnections()
    await closed
  })
  const openUrl = connection.mode === 'socket' && urlOpener(connection.appToken, apiUrl, quietLogger(log))
  const socketMode = openUrl && opened.use(openSocketMode({ openUrl, deliver, inFlight, log }))

  const owned = opened.move()
  return {
    port: (server.address() as AddressInfo).port,
    get busy() {
      return inFlight.size > 0
    },
    connected: () => !socketMode || socketMode.connected,
    idle: () => inFlight.idle(),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
