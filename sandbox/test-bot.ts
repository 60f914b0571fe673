import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

/** A bot that only listens: it keeps what it is sent and answers as told. */
export interface TestBot extends AsyncDisposable {
  url: string
  received: Received[]
  /** Sets its answers from now on; left out parts stay as they are. */
  answer: { status: number; body: string; type: string; silent: boolean; headers: Record<string, string> }
}

export interface Received {
  headers: IncomingHttpHeaders
  raw: string
  /** The JSON body, the `payload` of a form, or the form itself. */
  body: Record<string, any>
}

export async function startTestBot(): Promise<TestBot> {
  const received: Received[] = []
  const answer = { status: 200, body: '', type: 'application/json', silent: false, headers: {} }
  const server: Server = createServer((request, response) => void respond(request, response))
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let raw = ''
    for await (const chunk of request) raw += String(chunk)
    const body = read(raw)
    const challenge: unknown = body['challenge']
    if (challenge) {
      response.setHeader('content-type', 'application/json')
      return void response.end(JSON.stringify({ challenge }))
    }
    received.push({ headers: request.headers, raw, body })
    if (answer.silent) return
    response.writeHead(answer.status, { 'content-type': answer.type, ...answer.headers }).end(answer.body)
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    received,
    answer,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function read(raw: string): Record<string, any> {
  if (raw.startsWith('{')) return JSON.parse(raw) as Record<string, any>
  const form = Object.fromEntries(new URLSearchParams(raw))
  return form['payload'] ? (JSON.parse(form['payload']) as Record<string, any>) : form
}
