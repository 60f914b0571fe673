/** The second port, for those who read the metrics: it need not be reachable from outside. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createMetricsWeb, type WebParts } from '#web/pages.ts'

export interface MetricsPort extends AsyncDisposable {
  readonly port: number
}

export async function openMetricsPort(
  { host, port }: { host: string | null; port: number },
  parts: Pick<WebParts, 'unready' | 'metrics'>,
): Promise<MetricsPort> {
  const pages = getRequestListener(createMetricsWeb(parts).fetch)
  const server = createServer((request, response) => void pages(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, ...(host !== null && { host }) }, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise<void>((closed) => void server.close(() => closed()))
    },
  }
}
