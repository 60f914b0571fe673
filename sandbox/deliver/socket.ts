import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Carried, Carrier } from './delivery.ts'
import type { Faults } from '../surface.ts'

const MOST_CONNECTIONS = 10

export interface SocketMode extends Carrier {
  /** A single-use URL path for `apps.connections.open`; `undefined` when there are too many connections. */
  ticket(): string
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  connections(): number
  disconnect: Faults['disconnect']
  close(): void
}

/** Socket Mode: each envelope goes to exactly one open connection. */
export function socketCarrier(options: {
  appId: string
  patience: { readonly ms: number }
  changed: () => void
}): SocketMode {
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Set<string>()
  const waiting = new Map<string, (answer: Carried) => void>()
  let open: WebSocket[] = []
  let turn = 0

  function greet(socket: WebSocket): void {
    open.push(socket)
    socket.on('message', (data: Buffer) => acknowledge(data.toString('utf8')))
    socket.on('close', () => forget(socket))
    socket.on('error', () => socket.terminate())
    const hello = {
      type: 'hello',
      num_connections: open.length,
      debug_info: { host: 'local', started: '', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: options.appId },
    }
    socket.send(JSON.stringify(hello))
    if (open.length > MOST_CONNECTIONS) bow(socket, 'too_many_websockets')
    options.changed()
  }

  function forget(socket: WebSocket): void {
    open = open.filter((other) => other !== socket)
    options.changed()
  }

  function acknowledge(text: string): void {
    let frame: { envelope_id?: unknown; payload?: unknown }
    try {
      frame = JSON.parse(text) as typeof frame
    } catch {
      return
    }
    if (typeof frame.envelope_id !== 'string') return
    const payload = typeof frame.payload === 'string' ? { text: frame.payload } : frame.payload
    waiting.get(frame.envelope_id)?.({ ok: true, status: 'acknowledged', answer: payload })
  }

  function bow(socket: WebSocket, reason: string): void {
    socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local' } }))
    if (reason !== 'warning') setTimeout(() => socket.close(1000), 500).unref()
  }

  return {
    name: 'socket',
    isConnected: () => open.length > 0,
    connections: () => open.length,
    ticket() {
      const ticket = randomUUID()
      tickets.add(ticket)
      return ticket
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://local').searchParams.get('ticket') ?? ''
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, greet)
    },
    disconnect(how) {
      for (const socket of open) {
        if (how === 'abrupt') socket.terminate()
        else bow(socket, how)
      }
    },
    close() {
      for (const socket of open) socket.terminate()
      server.close()
    },
    async carry(parcel, retry) {
      turn += 1
      const socket = open[turn % open.length]
      if (!socket) return { ok: false, reason: 'connection_failed', status: 'no socket open' }
      const id = randomUUID()
      const answered = new Promise<Carried>((resolve) => {
        const timer = setTimeout(
          () => resolve({ ok: false, reason: 'timeout', status: 'timed out' }),
          options.patience.ms,
        ).unref()
        const gone = (): void => resolve({ ok: false, reason: 'connection_failed', status: 'socket closed' })
        socket.once('close', gone)
        waiting.set(id, (answer) => {
          clearTimeout(timer)
          socket.off('close', gone)
          resolve(answer)
        })
      })
      const envelope = {
        envelope_id: id,
        type: parcel.kind,
        accepts_response_payload: parcel.kind !== 'events_api',
        payload: parcel.payload,
        ...(retry ? { retry_attempt: retry.num, retry_reason: retry.reason } : {}),
      }
      socket.send(JSON.stringify(envelope))
      const answer = await answered
      waiting.delete(id)
      return answer
    },
  }
}
