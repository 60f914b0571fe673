/** The companies that carry calls, texts, mails and pushes, and the phones of those who get them. Knows nothing of the bot. */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeInFlight } from '../deliver/in-flight.ts'
import { makeLater } from '../deliver/later.ts'
import type { SandboxClock } from '../surface.ts'
import { makeHandsets } from './handsets.ts'
import { makeProviderLog, type ProviderLogEntry, serveProvider } from './http.ts'
import { type StoredMail, startMail } from './mail.ts'
import { makeNtfy, type NtfyMessage } from './ntfy.ts'
import { makeModel, type ModelDouble, modelName } from './model.ts'
import { makePagerDuty, type PagerDutyAlert } from './pagerduty.ts'
import { makePhoneDeeds } from './phone-deeds.ts'
import type { NewPhone, Phones } from './phone.ts'
import { makeProviderFaults, type ProviderFaults } from './provider-faults.ts'
import { makePushover, type Receipt } from './pushover.ts'
import type { Call } from './twilio/call.ts'
import { type CallbackLogEntry, makeCallbacks } from './twilio/callbacks.ts'
import type { TextMessage } from './twilio/text-message.ts'
import { makeTextLine } from './twilio/text-line.ts'
import type { TwilioParts } from './twilio/twilio-parts.ts'
import { makeTwilio } from './twilio/twilio.ts'

export interface ProvidersOptions {
  clock: SandboxClock
  /** 0 takes a free one; always on 127.0.0.1. */
  port?: number
  mailPort?: number
  phones?: readonly NewPhone[]
}

export interface Providers extends Phones, AsyncDisposable {
  /** The base address of each of them. */
  url: string
  /** The variables that connect a bot. */
  environment(): Record<string, string>
  faults: ProviderFaults
  /** Every request and mail, oldest first. */
  log(): readonly ProviderLogEntry[]
  /** Twilio's requests to us. */
  callbacks(): readonly CallbackLogEntry[]
  addPhone(phone: NewPhone): void
  /** Takes everything off all phones. */
  emptyPhones(): void
  /**
   * The bot is on the internet as `publicUrl`, and found at `local`. Texts to our numbers are handed to its
   * `/hooks/twilio/sms`. Null: it has no public address, and texts wait in the list of messages.
   */
  connectTo(bot: { publicUrl: string; local: string } | null): void
  /** Requests and mails so far, either way. */
  traffic(): number
  calls: readonly Call[]
  texts: readonly TextMessage[]
  mails: readonly StoredMail[]
  pushes: readonly NtfyMessage[]
  receipts: readonly Receipt[]
  alerts: readonly PagerDutyAlert[]
  /** A language model: what it was asked, and what it is to answer. */
  model: ModelDouble
}

const mailUser = 'muster'

export async function startProviders(options: ProvidersOptions): Promise<Providers> {
  const { clock } = options
  const listeners = new Set<() => void>()
  function onChange(): void {
    for (const listener of listeners) listener()
  }

  const later = makeLater(clock)
  const inFlight = makeInFlight()
  const log = makeProviderLog(clock)
  const faults = makeProviderFaults(onChange)
  const handsets = makeHandsets(clock, onChange)
  const secret = (bytes: number): string => randomBytes(bytes).toString('hex')
  let bot: { publicUrl: string; local: string } | null = null

  function reach(url: string): string {
    return bot !== null && url.startsWith(`${bot.publicUrl}/`)
      ? bot.local + url.slice(bot.publicUrl.length)
      : url
  }

  const common = { clock, later, handsets, faults, changed: onChange }
  const accounts = ['+12025550100', '+12025550101'].map((number) => ({
    sid: `AC${secret(16)}`,
    token: secret(16),
    numbers: [number],
  }))
  const callbacks = makeCallbacks({ clock, later, inFlight, faults: faults.callbacks, reach })
  const twilioParts: TwilioParts = {
    ...common,
    callbacks,
    accounts,
    calls: [],
    messages: [],
    optedOut: new Set(),
    sid: (kind) => `${kind}${secret(16)}`,
  }
  const texts = makeTextLine(twilioParts)
  const twilio = makeTwilio(twilioParts, texts)
  const [ntfyToken, pushoverToken, routingKey] = [`tk_${secret(14)}`, secret(15), secret(16)]
  const modelKey = `sk-${secret(16)}`

  function request(wanted: RequestInit & { url: string }): Promise<boolean> {
    const { url, ...init } = wanted
    const isPlain = init.method === 'GET' || init.body === ''
    const sent = fetch(reach(url), isPlain ? { ...init, body: null } : init)
    return inFlight.track(sent.then((answer) => answer.ok).catch(() => false))
  }

  const ntfy = makeNtfy({ ...common, token: ntfyToken, request })
  const pushover = makePushover({
    ...common,
    token: pushoverToken,
    tell: (url, params) =>
      void request({ url, method: 'POST', body: new URLSearchParams(params).toString() }),
  })
  const pagerduty = makePagerDuty({ clock, routingKey, changed: onChange })
  const mailPassword = secret(8)
  const mail = await startMail({
    ...common,
    log,
    user: mailUser,
    password: mailPassword,
    port: options.mailPort ?? 0,
  })
  const deeds = makePhoneDeeds({
    handsets,
    texts,
    textWebhook: () => (bot === null ? null : `${bot.publicUrl}/hooks/twilio/sms`),
    reach,
    changed: onChange,
  })
  for (const phone of options.phones ?? []) handsets.add(phone)

  const model = makeModel({ key: modelKey, changed: onChange })
  const all = [twilio, pushover, pagerduty, ntfy, model]

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const asked = {
      method: request.method ?? 'GET',
      path: pathname,
      query: searchParams,
      contentType: request.headers['content-type'] ?? '',
      authorization: request.headers.authorization ?? '',
      body: Buffer.concat(chunks).toString('utf8'),
    }
    const provider = all.find((one) => one.serves(asked))
    if (!provider) return void response.writeHead(404).end()
    await serveProvider({ provider, faults, log }, asked, request, response)
  }

  const server = createServer((request, response) => {
    void inFlight.track(answer(request, response)).catch(() => request.socket.destroy())
  })
  server.keepAliveTimeout = 600_000
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(options.port ?? 0, '127.0.0.1', resolve)
  await promise
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url,
    environment() {
      const [first, second] = accounts
      return {
        TWILIO_ACCOUNT_SID: first?.sid ?? '',
        TWILIO_AUTH_TOKEN: first?.token ?? '',
        TWILIO_FROM: first?.numbers[0] ?? '',
        TWILIO_API_URL: url,
        TWILIO_2_ACCOUNT_SID: second?.sid ?? '',
        TWILIO_2_AUTH_TOKEN: second?.token ?? '',
        TWILIO_2_FROM: second?.numbers[0] ?? '',
        TWILIO_2_API_URL: url,
        SMTP_URL: `smtp://${mailUser}:${mailPassword}@127.0.0.1:${mail.port}`,
        MAIL_FROM: 'muster@velodrome.example',
        NTFY_URL: url,
        NTFY_TOKEN: ntfyToken,
        PUSHOVER_TOKEN: pushoverToken,
        PUSHOVER_API_URL: url,
        PAGERDUTY_ROUTING_KEY: routingKey,
        PAGERDUTY_EVENTS_URL: url,
        MODEL_URL: url,
        MODEL_KEY: modelKey,
        MODEL_NAME: modelName,
      }
    },
    faults,
    log: () => log.entries(),
    callbacks: () => callbacks.log(),
    addPhone: (phone) => handsets.add(phone),
    emptyPhones: () => handsets.empty(),
    phones: () => handsets.all(),
    phone: (owner) => handsets.seen(owner),
    does: (owner, act) => inFlight.track(deeds.does(owner, act)),
    onChange: (listener) => void listeners.add(listener),
    connectTo(where) {
      bot = where
    },
    traffic: () => log.entries().length + callbacks.log().length,
    calls: twilioParts.calls,
    texts: twilioParts.messages,
    mails: mail.mails,
    pushes: ntfy.messages,
    receipts: pushover.receipts,
    alerts: pagerduty.alerts,
    model,
    settled: () => inFlight.settled(),
    clockMoved: () => later.check(),
    nextDue: () => later.next(),
    async [Symbol.asyncDispose]() {
      later.stop()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await mail[Symbol.asyncDispose]()
    },
  }
}
