/** The bot and a local Slack on one clock that stands still until it is moved. For stories, tests and measurements. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { type App, type AppOptions, startApp } from '#app/app.ts'
import { createLog } from '#log.ts'
import { defaultPolicy, type Policy } from '#policy/policy.ts'
import { type Cast, company } from '../sandbox/company.ts'
import { type Monitors, startMonitors } from '../sandbox/monitors/monitors.ts'
import { type Providers, startProviders } from '../sandbox/providers/providers.ts'
import { type LocalSlack, startSlack } from '../sandbox/slack.ts'
import { botConfig, credentials } from './bot-config.ts'
import { heardFrom } from './heard-from.ts'
import { giveContacts, type KnownWays, phoneOf, publicAddress, waysOf } from './phones.ts'
import { actorsOn, type Scene } from './scene.ts'
import { earliest, nextDue, settler } from './settle.ts'
import { StoryClock } from './story-clock.ts'
import { walk } from './walk.ts'

export interface StageOptions {
  starts?: Date
  /** The zone in which people's times are shown and read. */
  zone?: string
  cast?: Cast
  policy?: Policy
  /** Default: the embedded engine in a temporary directory. */
  database?: { url: string } | { snapshot: Blob }
  log?: Logger
  /** Starts Muster in another way than in this process. */
  start?: (options: AppOptions, stage: Pick<Stage, 'clock' | 'slack'>) => Promise<App>
  /** The address that calendars are told to look at; nowhere without it. */
  publicUrl?: string
  /** Everybody's phones, and the ways that are verified before it begins. Without it Slack is the only way to anybody. */
  phones?: { known: KnownWays; publicAddress: boolean }
  /** Has the company's monitoring systems send alerts. */
  monitors?: boolean
}

export interface Stage extends Scene, AsyncDisposable {
  readonly clock: StoryClock
  readonly slack: LocalSlack
  readonly providers: Providers | undefined
  /** The company's monitoring systems, where they were asked for. */
  readonly monitors: Monitors | undefined
  /** Resolves when neither Muster nor the local Slack has anything left to do at this time. */
  settle(): Promise<void>
  /** Calls `hook` at `instant` of the story clock, or later when time passes it. */
  at(instant: Date, hook: () => void): void
  /** Takes Muster away; Slack's requests to it fail meanwhile. */
  stopBot(): Promise<void>
  /** Brings it back on the same data. */
  startBot(): Promise<void>
  /** Calls each time everything has come to rest. */
  onRest(hook: () => void): void
  /** Muster, unless it is stopped. */
  readonly app: App | undefined
}

/** Milliseconds before a story begins, in which its people say how they can be woken. */
const phonesLead = 600_000

/** Longer than anything answers on a busy machine; Slack's three seconds are tested elsewhere. */
const patienceMs = 60_000

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  await using parts = new AsyncDisposableStack()
  const { zone = company.team.tz, cast = company, policy = defaultPolicy, database } = options
  const starts = options.starts ?? new Date('2027-02-12T13:00:00Z')
  const { phones } = options
  const clock = new StoryClock(phones ? new Date(+starts - phonesLead) : starts)
  const providers = phones && parts.use(await startProviders({ clock }))
  const monitors = options.monitors ? parts.use(await startMonitors({ clock })) : undefined
  const dataDir = database === undefined ? await mkdtemp(join(tmpdir(), 'muster-play-')) : ''
  if (dataDir !== '') parts.defer(() => rm(dataDir, { recursive: true, force: true }))
  const slack = parts.use(
    await startSlack({
      ...credentials,
      clock,
      cast,
      ...(providers && { phones: providers }),
      ...(monitors && { monitors }),
      patienceMs,
      triggerMs: patienceMs,
      manifest: join(import.meta.dirname, '../manifest.yml'),
    }),
  )
  const log = options.log ?? createLog('silent')
  const start = options.start ?? startApp
  const stored = database !== undefined && 'url' in database ? database : { dataDir }
  for (const [nth, person] of slack.surface.people().entries()) providers?.addPhone(phoneOf(person, nth))
  const publicUrl = options.publicUrl ?? (phones?.publicAddress === true ? publicAddress : null)
  const config = botConfig(slack.apiUrl, stored, {
    publicUrl,
    ...(providers && { ways: waysOf(providers) }),
    ...(monitors && heardFrom(monitors)),
  })
  const snapshot = database !== undefined && 'snapshot' in database ? database.snapshot : undefined
  let app: App | undefined
  parts.defer(() => stopBot())

  async function startBot(): Promise<void> {
    if (app) return
    app = await start({ config, policy, clock, log, snapshot, pollMs: 50 }, { clock, slack })
    const url = `http://127.0.0.1:${app.port}/slack/events`
    const local = `http://127.0.0.1:${app.port}`
    providers?.connectTo(publicUrl === null ? null : { publicUrl, local })
    monitors?.connectTo(local)
    // One that is killed while it starts answers once it is back.
    await slack.connectTo(url).catch(() => settle().then(() => slack.connectTo(url)))
    await settle()
  }

  async function stopBot(): Promise<void> {
    const leaving = app
    app = undefined
    await leaving?.[Symbol.asyncDispose]()
  }

  let appointments: { at: Date; hook: () => void }[] = []
  const onRest: (() => void)[] = []
  const settleBoth = settler(slack, () => app, providers, monitors)

  async function settle(): Promise<void> {
    keepAppointments()
    await settleBoth()
    for (const hook of onRest) hook()
  }

  function keepAppointments(): void {
    const due = appointments.filter((one) => one.at <= clock.now())
    appointments = appointments.filter((one) => one.at > clock.now())
    for (const { hook } of due) hook()
  }

  async function next(): Promise<Date | null> {
    return earliest([...appointments.map((one) => one.at), await nextDue(slack, app)])
  }

  const actors = actorsOn(slack, settle, zone)
  const advanceTo = (instant: Date): Promise<void> => walk(clock, instant, { next, settle })
  await startBot()
  const scene = {
    ...actors,
    clock,
    advance: (ms: number) => advanceTo(new Date(+clock.now() + ms)),
    advanceTo,
  }
  if (providers && phones) {
    await giveContacts(scene, { slack, providers }, phones.known)
    await advanceTo(starts)
  }
  const owned = parts.move()

  return {
    ...scene,
    slack,
    providers,
    monitors,
    get app() {
      return app
    },
    settle,
    at: (at, hook) => void appointments.push({ at, hook }),
    onRest: (hook) => void onRest.push(hook),
    stopBot,
    startBot,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
