/** The company's monitoring systems, one of each kind. They know nothing of the bot but its address and their secrets. */
import { randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeInFlight } from '../deliver/in-flight.ts'
import { makeLater } from '../deliver/later.ts'
import type { SandboxClock } from '../surface.ts'
import { type Amazon, makeAmazon } from './amazon.ts'
import { makeCourier, type SentLetter } from './courier.ts'
import { makeMonitor } from './make-monitor.ts'
import type { Letter, Monitor, MonitorKind, Notice, Trouble } from './monitor.ts'
import { makeNotices } from './notices.ts'

/** The sources of the sandbox's company, by the names that its policy gives them. */
export const sources: Readonly<Record<string, MonitorKind>> = {
  prom: 'alertmanager',
  grafana: 'grafana',
  sentry: 'sentry',
  datadog: 'datadog',
  aws: 'sns',
  events: 'pagerduty',
  own: 'generic',
  jobs: 'heartbeat',
}

/**
 * `repeated`: what it said last, once more. `late`: what it said when it began, which arrives only now.
 * `malformed`: its own, and nobody can read it. `forged`: signed with a secret that is not its own.
 */
export const manners = ['firing', 'resolved', 'repeated', 'late', 'malformed', 'forged'] as const
export type Manner = (typeof manners)[number]

/** A notice that left, as the company's other systems hear of it too. */
export interface Told {
  source: string
  kind: MonitorKind
  notice: Notice
}

export interface Monitors extends AsyncDisposable {
  /** Variables that give a bot their secrets, and Amazon's address. */
  environment(): Record<string, string>
  /** The bot's address on this machine; null takes it away. */
  connectTo(bot: string | null): void
  /** Sends what a source says of one trouble. Resolves once the first tries are answered. */
  tell(source: string, manner: Manner, trouble: Trouble): Promise<SentLetter[]>
  /** Several troubles at once, in as few letters as the source writes. */
  tellAll(source: string, state: Notice['state'], troubles: readonly Trouble[]): Promise<SentLetter[]>
  /** Lets a job say each `everyMs` that it lives, from now on; null stops it. */
  beat(source: string, everyMs: number | null): void
  /** Letters as they would be sent now. */
  letters(source: string, manner: Manner, trouble: Trouble): Letter[]
  send(source: string, letter: Letter, about?: string): Promise<SentLetter>
  /** Every try, oldest first. */
  sent(): readonly SentLetter[]
  amazon: Amazon
  onTold(listener: (told: Told) => void): void
  onChange(listener: () => void): void
  /** Letters sent so far. */
  traffic(): number
  settled(): Promise<void>
  /** To be called after the clock was moved. */
  clockMoved(): void
  /** The time at which the next letter is due. */
  nextDue(): Date | null
}

export async function startMonitors({ clock }: { clock: SandboxClock }): Promise<Monitors> {
  const later = makeLater(clock)
  const inFlight = makeInFlight()
  const notices = makeNotices(clock)
  const tellers: ((told: Told) => void)[] = []
  const listeners: (() => void)[] = []
  /** Letters that wait until their topic's subscription is confirmed. */
  const unconfirmed = new Map<string, (() => void)[]>()
  const beating = new Map<string, symbol>()
  let bot: string | null = null

  const courier = makeCourier({
    clock,
    later,
    inFlight,
    bot: () => bot,
    changed: () => listeners.forEach((listener) => listener()),
  })
  const amazon = makeAmazon(
    () => clock.now(),
    ({ name }) => {
      for (const send of unconfirmed.get(name) ?? []) send()
      unconfirmed.delete(name)
    },
  )
  const secrets = new Map(Object.keys(sources).map((source) => [source, randomBytes(16).toString('hex')]))
  const monitors = new Map(
    secrets
      .entries()
      .map(([source, secret]) => [source, makeMonitor(sources[source], { source, secret }, amazon)]),
  )

  function monitorOf(source: string): Monitor {
    const monitor = monitors.get(source)
    if (monitor) return monitor
    throw new Error(`There is no source "${source}". There are: ${Object.keys(sources).join(', ')}.`)
  }

  function written(source: string, manner: Manner, trouble: Trouble): { notice: Notice; letters: Letter[] } {
    const now = clock.now()
    const monitor = monitorOf(source)
    const isNews = manner === 'firing' || manner === 'resolved'
    if (isNews) {
      const notice = notices.next(source, manner, trouble)
      return { notice, letters: monitor.letters([notice], now) }
    }
    const { last, began } = notices.last(source, trouble)
    switch (manner) {
      case 'repeated':
        return { notice: last, letters: monitor.letters([last], now) }
      case 'late':
        return { notice: began, letters: monitor.letters([began], now) }
      case 'malformed':
        return { notice: last, letters: [monitor.malformed({ ...last, id: randomUUID() }, now)] }
      case 'forged': {
        const secret = randomBytes(16).toString('hex')
        const forger = makeMonitor(sources[source], { source, secret }, amazon.forged())
        return { notice: last, letters: forger.letters([last], now) }
      }
    }
  }

  async function send(source: string, letter: Letter, about: string): Promise<SentLetter> {
    const monitor = monitorOf(source)
    const { topic, subscription } = monitor
    if (topic === undefined || subscription === undefined || topic.confirmed)
      return courier.send({ source, monitor, about, letter })
    const waiting = unconfirmed.get(topic.name) ?? []
    unconfirmed.set(topic.name, [...waiting, () => void courier.send({ source, monitor, about, letter })])
    return courier.send({ source, monitor, about: 'the subscription', letter: subscription(clock.now()) })
  }

  function sendAll(source: string, letters: readonly Letter[], about: string): Promise<SentLetter[]> {
    return Promise.all(letters.map((letter) => send(source, letter, about)))
  }

  function announce(source: string, all: readonly Notice[]): void {
    const { kind } = monitorOf(source)
    for (const notice of all) for (const teller of tellers) teller({ source, kind, notice })
  }

  async function tell(source: string, manner: Manner, trouble: Trouble): Promise<SentLetter[]> {
    const { notice, letters } = written(source, manner, trouble)
    if (manner === 'firing' || manner === 'resolved') announce(source, [notice])
    return sendAll(source, letters, `${notice.title} ${manner}`)
  }

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const page = amazon.page(pathname, searchParams)
    response.writeHead(page?.status ?? 404, { 'content-type': page?.contentType ?? 'text/plain' })
    response.end(page?.body ?? '')
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    environment: () => ({
      ...Object.fromEntries(
        secrets.entries().map(([source, secret]) => [`MUSTER_SOURCE_${source.toUpperCase()}`, secret]),
      ),
      SNS_URL: url,
    }),
    connectTo(where) {
      bot = where
    },
    tell,
    tellAll(source, state, troubles) {
      const all = troubles.map((trouble) => notices.next(source, state, trouble))
      announce(source, all)
      const letters = monitorOf(source).letters(all, clock.now())
      return sendAll(source, letters, `${all.length} ${state}`)
    },
    beat(source, everyMs) {
      beating.delete(source)
      if (everyMs === null) return
      const mine = Symbol(source)
      beating.set(source, mine)
      function again(every: number): void {
        if (beating.get(source) !== mine) return
        void tell(source, 'firing', { title: 'alive' })
        later.at(new Date(clock.now().getTime() + every), () => again(every))
      }
      again(everyMs)
    },
    letters: (source, manner, trouble) => written(source, manner, trouble).letters,
    send: (source, letter, about = 'a letter') => send(source, letter, about),
    sent: () => courier.sent(),
    amazon,
    onTold: (listener) => void tellers.push(listener),
    onChange: (listener) => void listeners.push(listener),
    traffic: () => courier.sent().at(-1)?.n ?? 0,
    settled: () => inFlight.settled(),
    clockMoved: () => later.check(),
    nextDue: () => later.next(),
    async [Symbol.asyncDispose]() {
      beating.clear()
      later.stop()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
