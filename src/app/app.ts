/** The one place that builds and wires everything. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { schedule } from 'node-cron'
import type { Logger } from 'pino'
import { alertDelivery } from '#alerts/delivery-store.ts'
import type { Clock } from '#clock.ts'
import type { Config } from './config.ts'
import { backUp } from '#db/backup.ts'
import { openDatabase } from '#db/client.ts'
import type { Database } from '#db/database.ts'
import { holdDataDir } from '#db/data-dir.ts'
import { openKeyLocks } from '#db/key-locks.ts'
import { migrate } from '#db/migrate.ts'
import { readDatabaseFacts } from '#doctor/database-facts-lookup.ts'
import { wakeAll } from '#due/due-store.ts'
import { startRunner } from '#due/runner.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import { hashPlainSecrets } from '#oncall/calendar-store.ts'
import { syncRotas } from '#oncall/sync-rotas-service.ts'
import { createClaimWorkspace } from '#people/workspace-service.ts'
import { namedIn } from '#policy/listed.ts'
import type { Policy } from '#policy/policy.ts'
import { wayDrivers } from '#outbound/drivers/ways.ts'
import { wordsOf } from './words-of-policy.ts'
import type { ExportService } from '#postmortems/files/export-service.ts'
import type { PostmortemService } from '#postmortems/postmortem-service.ts'
import { urgencies } from '#urgency.ts'
import { slackServices } from './slack-services.ts'
import { createDownload } from '#slack/wire/download.ts'
import { openEdge } from '#slack/edge.ts'
import { createGateway } from '#slack/wire/gateway.ts'
import { createIdentifiedSlack } from '#slack/wire/identity.ts'
import { twilioHooks } from '#hooks/twilio.ts'
import { answerPage } from '#web/answer-page.ts'
import { createAlerts } from './alert-parts.ts'
import { createMetrics } from '#web/metrics.ts'
import { createWeb } from '#web/pages.ts'
import { dueHandlers, standingKeys } from './due-handlers.ts'
import { createFeatures } from './features.ts'
import { openMetricsPort } from './metrics-port.ts'
import { createHealth } from './health.ts'
import { keptDelivery } from './kept-delivery.ts'

export interface AppOptions {
  config: Config
  policy: Policy
  clock: Clock
  log: Logger
  /** A dumped data directory: the embedded engine then runs in memory, starting from it. */
  snapshot?: Blob | undefined
  /** Real milliseconds between looks at what is due. */
  pollMs?: number
}

export interface App extends AsyncDisposable {
  /** The port it listens on; 0 when it does not listen. */
  readonly port: number
  /** The port of its own that metrics have; null where they have none. */
  readonly metricsPort: number | null
  /** Read access to the record. */
  readonly incidents: Pick<IncidentService, 'load' | 'events'>
  readonly postmortems: Pick<PostmortemService, 'whole'>
  readonly exports: Pick<ExportService, 'file'>
  readonly escalation: Pick<EscalationService, 'pagedFor'>
  /** Looks for due keys at once, for instance after the clock was moved. */
  poke(): void
  /** Resolves when nothing is due, running or being answered. */
  settle(): Promise<void>
  /** The time at which the earliest thing is due. */
  nextDue(): Promise<Date | null>
}

/** Starts everything; disposing stops it in reverse, finishing what is in flight. Throws `Misconfigured` for problems that people can mend. */
export async function startApp({
  config,
  policy,
  clock,
  log,
  snapshot,
  pollMs = 500,
}: AppOptions): Promise<App> {
  await using parts = new AsyncDisposableStack()
  const isEmbedded = config.databaseUrl === null && snapshot === undefined
  const hold = isEmbedded ? parts.use(await holdDataDir(config.dataDir)) : null
  const database = parts.use(await connect(config, log, snapshot))
  const { db } = database
  await migrate(database)
  await hashPlainSecrets(db)
  hold?.serve({
    doctor: () => readDatabaseFacts(db, namedIn(policy), clock.now()),
    backup: async (file) => ({ bytes: await backUp(database, String(file)) }),
    erase: (user) => history.erase(String(user)),
    delivery: async (id) => keptDelivery(await alertDelivery(db, String(id))),
  })

  const metrics = createMetrics()
  const { version } = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    version: string
  }
  const gateway = createGateway({
    observe(method, outcome) {
      metrics.count('muster_slack_calls_total', { method, outcome })
      if (outcome === 'rate limited') metrics.count('muster_slack_rate_limited_total', { method })
    },
    token: config.slack.botToken,
    apiUrl: config.slack.apiUrl ?? undefined,
    clock,
    log,
  })
  const slack = createIdentifiedSlack(gateway, createClaimWorkspace({ db, clock }), clock)
  await slack.identify()

  const words = wordsOf(policy)
  const { botToken: token, apiUrl } = config.slack
  const download = createDownload({ slack, clock, token, apiUrl })
  const ways = wayDrivers(config.ways)
  const features = await createFeatures({
    db,
    clock,
    slack,
    policy,
    words,
    download,
    askAgain: gateway.askAgain,
    calendarKey: token,
    log,
    ways,
    model: config.model,
    publicUrl: config.publicUrl,
  })
  const { incidents, history, rotas, calendars, postmortems, exports } = features
  const { pageHookSecrets } = config
  const alerts = createAlerts({ db, clock, log, policy, config })
  const handlers = dueHandlers({
    ...features,
    db,
    clock,
    slack,
    policy,
    words,
    pageHookSecrets,
    log,
    ways,
    phones: config.ways.twilio,
    codeKey: token,
    publicUrl: config.publicUrl,
    heartbeatUrl: config.heartbeatUrl,
    alertRuns: alerts.runs,
  })

  await syncRotas({ db, clock, policy })
  const locks = parts.use(openKeyLocks(database))
  const at = clock.now()
  await wakeAll(db, [
    ...standingKeys.map(([key, urgency]) => [key, { at, urgency }] as const),
    ...(await history.keys()).map((key) => [key, { at, urgency: urgencies.paperwork }] as const),
  ])
  const runner = await startRunner({ db, locks, listen: database.listen, clock, log, handlers, pollMs })
  parts.defer(async () => {
    if (!(await runner.stop()))
      log.warn({ count: runner.running() }, 'stopped while work was still under way')
  })

  // Rows say what is due: a tick that comes twice, late or never changes nothing.
  const tick = schedule('* * * * *', () => {
    runner.poke()
    rememberOnCall()
    // Nothing may be waiting that would find out that Slack is back.
    if (gateway.health() !== 'ok') void gateway.identify()
  })
  parts.defer(() => tick.destroy())

  const health = createHealth({ database, clock, slack, gateway, edge: () => edge, runner, version })
  const looks = { metrics: async () => metrics.text(await health.gauges()), unready: health.unready }
  const { host, metricsPort, metricsTokens } = config
  const web = createWeb({
    ...looks,
    calendarText: calendars.calendarText,
    metricsTokens: metricsPort !== null && metricsTokens.length === 0 ? null : metricsTokens,
  })
  web.route('/', alerts.door)
  const { phoneAnswers } = features
  if (config.publicUrl !== null) {
    web.route('/', answerPage({ ...phoneAnswers, log }))
    const tokens = config.ways.twilio.map(({ token: own }) => own)
    web.route('/', twilioHooks({ hear: phoneAnswers.hear, tokens, publicUrl: config.publicUrl, log }))
  }
  const services = slackServices({
    observe: (listener, ms) => metrics.time('muster_answer_seconds', ms / 1000, { listener }),
    db,
    clock,
    log,
    policy,
    words,
    slack,
    ...features,
    publicUrl: config.publicUrl,
  })
  /** Says from memory whom to call when the database is away. */
  function rememberOnCall(): void {
    rotas.turns().catch(() => {})
  }
  rememberOnCall()
  const pages = getRequestListener(web.fetch)
  const edge = parts.use(
    await openEdge(config, services, (request, response) => void pages(request, response)),
  )
  const own =
    metricsPort === null ? null : parts.use(await openMetricsPort({ host, port: metricsPort }, looks))

  const owned = parts.move()
  return {
    get port() {
      return edge.port
    },
    metricsPort: own?.port ?? null,
    incidents,
    postmortems,
    exports,
    escalation: features.escalation,
    poke: runner.poke,
    async settle() {
      do {
        await edge.idle()
        await runner.settle()
      } while (edge.busy)
    },
    nextDue: runner.oldestDue,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function connect(config: Config, log: Logger, snapshot: Blob | undefined): Promise<Database> {
  return openDatabase({
    url: config.databaseUrl ?? undefined,
    dataDir: config.dataDir,
    snapshot,
    statementTimeout: 2_000,
    onConnectionLost: (error) => log.warn({ err: error }, 'a connection to the database was lost'),
  })
}
