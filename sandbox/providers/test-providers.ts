/** Providers for tests: a clock to move, plain requests, and a bot that answers what it is told to. */
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { type Providers, type ProvidersOptions, startProviders } from './providers.ts'

export const DEVON = {
  owner: 'devon',
  number: '+33639980004',
  email: 'devon@velodrome.example',
  topic: 'devon-Vd3k',
  pushoverUser: 'uDevon0000000000000000000000ab',
}

/** The value that the JSON holds. */
type Parsed = ReturnType<typeof JSON.parse>

export interface Heard {
  path: string
  params: URLSearchParams
  signature: string
}

export interface TestProviders extends Providers {
  clock: { now(): Date }
  env: Record<string, string>
  /** Moves the clock through everything that becomes due. */
  pass(ms: number): Promise<void>
  /** A request to Twilio with the first account. */
  twilio(path: string, form?: Record<string, string> | string): Promise<{ status: number; body: Parsed }>
  json(
    path: string,
    init?: { body?: unknown; token?: string; form?: Record<string, string> },
  ): Promise<{ status: number; body: Parsed; headers: Headers }>
  /** Requests that the bot heard. */
  heard: Heard[]
  /** The bot's answers, by path. */
  answers: Record<string, string>
  publicUrl: string
}

export async function startTestProviders(options: Partial<ProvidersOptions> = {}): Promise<TestProviders> {
  let now = Date.parse('2027-02-12T03:00:00Z')
  const clock = { now: () => new Date(now) }
  const providers = await startProviders({ clock, phones: [DEVON], ...options })
  const env = providers.environment()
  const heard: Heard[] = []
  const answers: Record<string, string> = {}
  const publicUrl = 'https://muster.velodrome.example'
  const bot = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const path = request.url ?? ''
      heard.push({
        path,
        params: new URLSearchParams(Buffer.concat(chunks).toString('utf8')),
        signature: String(request.headers['x-twilio-signature'] ?? ''),
      })
      const type = path.startsWith('/ack/') ? 'text/html' : 'text/xml'
      const answer = answers[`${request.method} ${path}`] ?? answers[path]
      response.writeHead(answer === undefined ? 204 : 200, { 'content-type': type }).end(answer)
    })()
  })
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve))
  providers.connectTo({ publicUrl, local: `http://127.0.0.1:${(bot.address() as AddressInfo).port}` })

  async function fetched(path: string, init: RequestInit) {
    const response = await fetch(providers.url + path, init)
    const text = await response.text()
    const body: Parsed = text === '' ? null : JSON.parse(text)
    return { status: response.status, body, headers: response.headers }
  }

  const sid = env['TWILIO_ACCOUNT_SID']
  const basic = `Basic ${Buffer.from(`${sid}:${env['TWILIO_AUTH_TOKEN']}`).toString('base64')}`
  const stop = providers[Symbol.asyncDispose].bind(providers)
  return Object.assign(providers, {
    clock,
    env,
    heard,
    answers,
    publicUrl,
    async pass(ms: number) {
      const until = now + ms
      for (;;) {
        await providers.settled()
        const next = providers.nextDue()?.getTime() ?? Number.POSITIVE_INFINITY
        if (next > until) break
        now = Math.max(now, next)
        providers.clockMoved()
      }
      now = until
      await providers.settled()
    },
    twilio: (path: string, form?: Record<string, string> | string) =>
      fetched(`/2010-04-01/Accounts/${sid}${path}`, {
        method: form === undefined ? 'GET' : 'POST',
        headers: { authorization: basic, 'content-type': 'application/x-www-form-urlencoded' },
        ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
      }),
    json: (path: string, init: { body?: unknown; token?: string; form?: Record<string, string> } = {}) =>
      fetched(path, {
        method: init.body === undefined && init.form === undefined ? 'GET' : 'POST',
        headers: {
          ...(init.token === undefined ? {} : { authorization: `Bearer ${init.token}` }),
          'content-type': init.form ? 'application/x-www-form-urlencoded' : 'application/json',
        },
        ...(init.form ? { body: new URLSearchParams(init.form).toString() } : {}),
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      }),
    async [Symbol.asyncDispose]() {
      bot.closeAllConnections()
      await new Promise((resolve) => bot.close(resolve))
      await stop()
    },
  })
}

/** Says these lines to the mail server, each after the answer to the one before. Answers its first words; `cut` for a lost connection. */
export async function mailTalk(url: string, lines: readonly string[]): Promise<string[]> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8')
  const answers: string[] = []
  let text = ''
  try {
    for (const line of ['', ...lines]) {
      if (line !== '') socket.write(`${line}\r\n`)
      for (;;) {
        const found = /^(?:\d{3}-.*\r\n)*(\d{3} [^\r\n]*)\r\n/.exec(text)
        if (found) {
          answers.push(found[1] ?? '')
          text = text.slice(found[0].length)
          break
        }
        const { promise, resolve } = Promise.withResolvers<string | null>()
        socket.once('data', resolve).once('close', () => resolve(null))
        const more = await promise
        if (more === null) return [...answers, 'cut']
        text += more
      }
    }
    return answers
  } finally {
    socket.destroy()
  }
}
