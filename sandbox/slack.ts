import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Cast, company } from './company.ts'
import { type Delivery, makeDelivery } from './deliver/delivery.ts'
import { checkCertificate, httpCarrier, verifyUrl } from './deliver/http.ts'
import { socketCarrier } from './deliver/socket.ts'
import { makeEmit } from './deliver/events.ts'
import { makeFaults } from './serve/faults.ts'
import { makeInFlight } from './deliver/in-flight.ts'
import { openJournal } from './serve/journal.ts'
import { makeLater } from './deliver/later.ts'
import { postInMonitoring } from './people/monitoring-posts.ts'
import { makeLimits } from './serve/limits.ts'
import type { Monitors } from './monitors/monitors.ts'
import type { Phones } from './providers/phone.ts'
import { readManifest } from './workspace/manifest.ts'
import { newWorld } from './workspace/new-world.ts'
import { makeResponseUrls } from './people/response-urls.ts'
import { makeSurface } from './people/make-surface.ts'
import { makeToasts } from './people/toasts.ts'
import { readBody, serveApi } from './serve/serve-api.ts'
import { servePage } from './serve/serve-page.ts'
import { serveFile } from './serve/serve-files.ts'
import { stateFile } from './workspace/state-file.ts'
import type { Faults, Journal, SandboxClock, Surface } from './surface.ts'
import { makeTriggers } from './people/triggers.ts'
import type { Workspace } from './workspace/workspace.ts'

export interface SlackOptions {
  clock: SandboxClock
  /** 0 takes a free port; always on 127.0.0.1. */
  port?: number
  /** The app's manifest.yml: its path or its text. */
  manifest: string
  signingSecret: string
  botToken: string
  appToken: string
  /** HTTP mode: the URL on which the bot listens. */
  requestUrl?: string
  cast?: Cast
  /** The first thing to try, which the page shows to a newcomer. */
  hint?: string
  /** The phones of the people here, by their ids. */
  phones?: Phones
  /** The company's monitoring systems: they post in #monitoring, and the page sends their alerts. */
  monitors?: Monitors
  /** Keeps everything across restarts. */
  stateFile?: string
  /** Called after the page moved the clock. */
  onAdvance?: (ms: number) => void | Promise<void>
  /** Real milliseconds a bot has to answer; Slack gives 3000. */
  patienceMs?: number
  /** Real milliseconds a `trigger_id` lives; Slack gives 3000. */
  triggerMs?: number
}

export interface LocalSlack extends AsyncDisposable {
  url: string
  apiUrl: string
  surface: Surface
  faults: Faults
  journal: Journal
  /** Real milliseconds, from now on: how long the bot's acknowledgement is waited for, and how long a `trigger_id` lives. */
  patience: { ms: number; triggerMs: number }
  /** HTTP mode: verifies the request URL as Slack does, then delivers there. */
  connectTo(url: string): Promise<void>
  /** Resolves when no delivery, no API call and nothing of the phones and the monitoring is in flight. */
  settled(): Promise<void>
  /** To be called after the clock was moved: delivers what is now due. */
  clockMoved(): void
  /** The time at which the next thing that waits for the clock is due, such as an event's second delivery. */
  nextDue(): Date | null
}

/** Starts a local Slack workspace with one app installed. */
export async function startSlack(options: SlackOptions): Promise<LocalSlack> {
  const { clock } = options
  const patience = { ms: options.patienceMs ?? 3000, triggerMs: options.triggerMs ?? 3000 }
  const manifest = readManifest(options.manifest)
  const kept = stateFile(options.stateFile, () => ({
    world,
    clockAheadMs: clock.now().getTime() - Date.now(),
  }))
  const restored = kept.restore()
  const world = restored?.world ?? newWorld(options.cast ?? company, manifest.botName, clock.now())
  if (restored) await clock.advance?.(Math.max(0, Date.now() + restored.clockAheadMs - clock.now().getTime()))

  const listeners = new Set<() => void>()
  const journal = openJournal(clock)
  const later = makeLater(clock)
  const inFlight = makeInFlight()
  const triggers = makeTriggers(patience)
  let requestUrl = options.requestUrl
  let calls = 0

  function changed(): void {
    kept.touch()
    for (const listener of listeners) listener()
  }

  const sockets = socketCarrier({ appId: world.bot.appId, patience, changed })
  const faults = makeFaults({
    disconnect: sockets.disconnect,
    changed() {
      delivery.release()
      changed()
    },
  })
  const delivery: Delivery = makeDelivery({
    http: httpCarrier({ url: () => requestUrl, secret: options.signingSecret, patience }),
    socket: sockets,
    journal,
    later,
    inFlight,
    clock,
    eventFaults: () => faults.settings().events,
    isDown: () => faults.settings().outage,
  })
  const ws: Workspace = {
    world,
    manifest,
    clock,
    url: '',
    emit: makeEmit({ world, manifest, now: () => clock.now(), delivery: () => delivery }),
    changed,
  }
  const responseUrls = makeResponseUrls(ws)
  const toasts = makeToasts(ws)
  const asking = {
    ws,
    triggers,
    responseUrls,
    delivery,
    toast: toasts.add,
    phones: options.phones,
  }
  const surface = makeSurface(asking, toasts, listeners)
  const others = [options.phones, options.monitors].filter((one) => one !== undefined)
  for (const one of others) one.onChange(changed)
  options.monitors?.onTold((told) => postInMonitoring(ws, told))

  async function advance(to: Date): Promise<void> {
    const ms = Math.max(0, to.getTime() - clock.now().getTime())
    await clock.advance?.(ms)
    clockMoved()
    await options.onAdvance?.(ms)
    changed()
  }

  function clockMoved(): void {
    later.check()
    for (const one of others) one.clockMoved()
  }

  function nextDue(): Date | null {
    const all = [later, ...others].map((one) => ('next' in one ? one.next() : one.nextDue()))
    const known = all.filter((one) => one !== null)
    return known.length === 0 ? null : new Date(Math.min(...known.map((one) => one.getTime())))
  }

  const apiParts = {
    ws,
    tokens: { bot: options.botToken, app: options.appToken, isRevoked: () => faults.settings().tokenRevoked },
    triggers,
    sockets,
    faults,
    limits: makeLimits(),
    journal,
    count: () => (calls += 1),
    bookmarking: new Set<string>(),
  }
  const pageParts = {
    surface,
    faults,
    providerFaults: options.phones?.faults,
    journal,
    now: () => clock.now(),
    advance,
    timeZone: () => world.team.tz,
    hint: options.hint,
    monitors: options.monitors,
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', ws.url)
    const [, first = '', second = '', third = ''] = url.pathname.split('/')
    const isSlacks = ['api', 'response', 'upload'].includes(first) || url.searchParams.has('private')
    if (isSlacks && faults.settings().outage) return void request.socket.destroy()
    if (first === 'api') return serveApi(apiParts, request, response, second, url.searchParams)
    if (first === 'response') {
      const { status, text } = responseUrls.use(third, await readBody(request))
      response
        .writeHead(status, { 'content-type': status === 200 ? 'text/plain' : 'application/json' })
        .end(text)
      return
    }
    if (first === 'upload' || first === 'files')
      return serveFile(ws, options.botToken, request, response, url)
    return servePage(pageParts, request, response, url)
  }

  const server = createServer((request, response) => {
    const work = answer(request, response).catch(() => request.socket.destroy())
    if ((request.url ?? '').startsWith('/api/')) void inFlight.track(work)
  })
  // A client may use an idle connection again after any pause; closed just then, its request would be lost.
  server.keepAliveTimeout = 600_000
  server.on('upgrade', (request, socket, head) => {
    if (faults.settings().outage) socket.destroy()
    else sockets.upgrade(request, socket, head)
  })
  ws.url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`

  return {
    url: ws.url,
    apiUrl: `${ws.url}/api/`,
    surface,
    faults,
    journal,
    patience,
    async connectTo(url) {
      await verifyUrl(url, options.signingSecret, patience)
      await checkCertificate(url, patience.ms)
      requestUrl = url
      changed()
    },
    async settled() {
      await Promise.all([inFlight, ...others].map((one) => one.settled()))
    },
    clockMoved,
    nextDue,
    async [Symbol.asyncDispose]() {
      later.stop()
      sockets.close()
      kept.flush()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
