/** The one place that builds and wires everything. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { schedule } from 'node-cron'
import type { Logger } from 'pino'
import type { Clock } from '#clock.ts'
import type { Config } from '#config.ts'
import { backUp } from '#db/backup.ts'
import { type Database, openDatabase } from '#db/client.ts'
import { holdDataDir } from '#db/data-dir.ts'
import { openKeyLocks } from '#db/key-locks.ts'
import { migrate } from '#db/migrate.ts'
import { readDatabaseFacts } from '#doctor/database-facts-lookup.ts'
import { wake } from '#due/due-store.ts'
import { type Handler, startRunner } from '#due/runner.ts'
import { sweepKeys } from '#due/sweep.ts'
import { type CadenceService, createCadenceService } from '#escalation/cadence-service.ts'
import { createEscalationService, type EscalationService } from '#escalation/escalation-service.ts'
import { createHear } from '#escalation/hear.ts'
import { listedOnCall } from '#escalation/on-call-lookup.ts'
import { createShowCadence } from '#escalation/show-cadence.ts'
import { createShowPages } from '#escalation/show-pages.ts'
import { createHistoryService, retentionKey } from '#history/history-service.ts'
import { createGatekeeper } from '#incidents/gatekeeper.ts'
import { createIncidentService, type IncidentService } from '#incidents/incident-service.ts'
import { lockIncident, requireIncident } from '#incidents/incident-store.ts'
import { createSearchService, type SearchService } from '#learning/search-service.ts'
import { createStatisticsService } from '#learning/statistics-service.ts'
import { createOnCallService } from '#oncall/oncall-service.ts'
import { members } from '#oncall/oncall-store.ts'
import { createRotaGatekeeper } from '#oncall/permission-gatekeeper.ts'
import { createRotaLookup } from '#oncall/rota-lookup.ts'
import { createShowRota } from '#oncall/show-rota.ts'
import { createShowTestPage } from '#oncall/show-test-page.ts'
import { createShowToday } from '#oncall/show-today.ts'
import { syncRotas } from '#oncall/sync-rotas-service.ts'
import { createPeopleService, peopleKey } from '#people/people-service.ts'
import { createClaimWorkspace } from '#people/workspace-service.ts'
import { listedIn } from '#policy/listed.ts'
import type { Policy } from '#policy/policy.ts'
import { wordsOf } from '#policy/words.ts'
import { createHomeService, wakeHomes } from '#projection/home-service.ts'
import { createActionService } from '#postmortems/action-service.ts'
import { createExportService, type ExportService } from '#postmortems/export-service.ts'
import { createPostmortemService, type PostmortemService } from '#postmortems/postmortem-service.ts'
import { createShowDigest, digestKey } from '#postmortems/show-digest.ts'
import { createShowPostmortem } from '#postmortems/show-postmortem.ts'
import { reconcile } from '#projection/reconcile.ts'
import { createRepairService } from '#projection/repair-service.ts'
import { createRoomsService } from '#projection/rooms-service.ts'
import { createShowHome } from '#projection/show-home.ts'
import { createShowIncident } from '#projection/show-incident.ts'
import { urgencies } from '#projection/slot.ts'
import { policyChannel, projectWorkspace, workspaceKey } from '#projection/workspace-projection.ts'
import { slackServices } from '#slack-services.ts'
import { openEdge } from '#slack/edge.ts'
import { createGateway } from '#slack/gateway.ts'
import { createIdentifiedSlack } from '#slack/identity.ts'
import { createUpload } from '#slack/upload.ts'
import { countNumbers } from '#incidents/numbers-lookup.ts'
import { createMetrics, type Gauge } from '#web/metrics.ts'
import { createPageHook } from '#web/page-hook.ts'
import { createWeb } from '#web/pages.ts'

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
  /** Where it listens; 0 when it does not. */
  readonly port: number
  /** What is recorded, for reading. */
  readonly incidents: Pick<IncidentService, 'load' | 'events'>
  readonly postmortems: Pick<PostmortemService, 'whole'>
  readonly exports: Pick<ExportService, 'file'>
  /** Looks at once for what is due, as after the clock was moved. */
  poke(): void
  /** Resolves when nothing is due, running or being answered. */
  settle(): Promise<void>
  /** When the earliest thing is due. */
  nextDue(): Promise<Date | null>
}

const defaultTemplate = join(import.meta.dirname, '../templates/postmortem.md')

const sweepKey = 'sweep:all'
const sweepEvery = 600_000

/** Starts everything; disposing stops it in reverse, finishing what is in flight. Throws `Misconfigured` for what people can mend. */
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
  hold?.serve({
    doctor: () => readDatabaseFacts(db, listedIn(policy), clock.now()),
    backup: async (file) => ({ bytes: await backUp(database, String(file)) }),
    erase: (user) => history.erase(String(user)),
  })

  const metrics = createMetrics()
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
  const stakeholders = policyChannel('stakeholders', policy.channels)
  const tech = policyChannel('tech', policy.channels)
  const inPolicy = listedOnCall(policy)
  const onCall = createRotaLookup({ clock, listed: inPolicy })
  const people = createPeopleService({
    db,
    clock,
    slack,
    pageable: async () => [...listedIn(policy), ...(await members(db))],
  })
  const takesTurns = async (user: string) =>
    [...(await people.resolve(listedIn(policy))), ...(await members(db))].includes(user)
  const history = createHistoryService({
    db,
    clock,
    slack,
    keepMessages: policy.retention.messages,
    recorded: (trx, number, one) => search.heard(trx, number, one),
    async forget(trx, number, texts) {
      await postmortems.forget(trx, number, texts)
      await search.refresh(trx, number)
    },
    async whole(number) {
      await search.reread(number)
      await postmortems.refresh(number)
    },
  })
  const search: SearchService = createSearchService({
    db,
    clock,
    isGuest: async (user) => (await people.find(user))?.guest ?? false,
    load: requireIncident,
  })
  const statistics = createStatisticsService({ db, clock, slack })
  const rooms = createRoomsService({ db, clock })
  const gatekeeper = createGatekeeper({
    policy,
    people,
    takesTurns,
  })
  const postmortems: PostmortemService = createPostmortemService({
    db,
    clock,
    policy,
    words,
    bot: () => slack.botUserId,
    incidents: () => incidents,
    messages: history.messages,
    completeness: history.completeness,
    gatekeeper,
  })
  const incidents: IncidentService = createIncidentService({
    db,
    clock,
    gatekeeper,
    reactors: [
      history.reactor,
      search.reactor,
      postmortems.reactor,
      (trx, change) => escalation.react(trx, change),
      (trx, change) => cadence.reactor(trx, change),
      (trx, { now }) => wakeHomes(trx, now),
    ],
  })
  const escalation: EscalationService = createEscalationService({
    db,
    clock,
    policy,
    onCall,
    hook: policy.pageHook !== null,
    incidents: { lock: lockIncident, record: incidents.record, load: incidents.load },
  })

  const rotas = createOnCallService({
    db,
    clock,
    people,
    incidents,
    listed: inPolicy,
    guard: createRotaGatekeeper({ policy, people, takesTurns }),
  })
  const homes = createHomeService({ db, clock })
  const showHome = createShowHome({ db, clock, slack, incidents, rooms, rotas, people, words })
  const shown = { db, clock, slack, people, listed: inPolicy, tech, words, policy, incidents }
  const showRota = createShowRota(shown)
  const showToday = createShowToday(shown)
  const showTestPage = createShowTestPage(shown)
  const cadence: CadenceService = createCadenceService({ db, clock, policy, incidents })

  const showIncident = createShowIncident({
    db,
    clock,
    slack,
    incidents,
    people,
    pagesOf: escalation.pagedFor,
    pastOf: search.past,
    words,
    stakeholders,
    tech,
    archiveAfter: policy.retention.archiveRoomsAfter,
  })
  const zone = policy.rotas.timeZone
  const promises = policyChannel('postmortems', policy.channels)
  const actions = createActionService({ db, clock, incidents: () => incidents, gatekeeper })
  const exports = createExportService({
    db,
    clock,
    slack,
    people,
    postmortems,
    template: await readFile(policy.postmortem.template ?? defaultTemplate, 'utf8'),
    zone,
    upload: createUpload({ slack, clock }),
  })
  const showPostmortem = createShowPostmortem({
    db,
    clock,
    slack,
    postmortems,
    stakeholders,
    channel: promises,
    zone,
  })
  const showDigest = createShowDigest({ db, clock, slack, incidents, channel: promises, zone })
  const showCadence = createShowCadence({ db, clock, slack, incidents, cadence, words, policy })
  const showPages = createShowPages({ db, clock, slack, escalation, context: { words } })
  const hear = createHear({ clock, slack, escalation })
  const pageHook =
    policy.pageHook === null
      ? null
      : createPageHook({ url: policy.pageHook, secret: config.pageHookSecret ?? '', clock, escalation })

  const handlers: Record<string, Handler> = {
    incident: (key, run) => showIncident(Number(rest(key)), run),
    pages: (key, run) => showPages(rest(key), run),
    escalation: (key) => escalation.climb(rest(key)),
    cadence: (key, run) => showCadence(Number(rest(key)), run),
    postmortem: (key, run) => showPostmortem(Number(rest(key)), run),
    export: (key) => exports.deliver(rest(key)),
    digest: (_key, run) => showDigest(run),
    silence: (key) => hear(rest(key)),
    history: async (key) => history.read(await incidents.load(Number(rest(key)))),
    retention: () => history.retain(),
    similar: (key) => search.lookBack(Number(rest(key))),
    chart: statistics.send,
    people: async () => {
      const read = await people.readAll()
      await rotas.releaseDeparted()
      return read
    },
    rota: (key, run) => showRota(rest(key), run),
    oncall: async (key, run) => {
      await homes.wakeAll()
      return showToday(key, run)
    },
    'test-page': (key, run) => showTestPage(rest(key), run),
    home: (key, run) => showHome(rest(key), run),
    homes: () => homes.wakeAll(),
    workspace: async (key, run) => {
      const { next, changed } = await reconcile(key, projectWorkspace(policy.channels), {
        db,
        slack,
        clock,
        ...run,
      })
      // What waited for a channel can be shown now.
      if (changed) {
        await wakeUnfinished()
        await rotas.wakeAll()
      }
      return { next }
    },
    sweep: async () => {
      await wakeUnfinished()
      return { next: new Date(clock.now().getTime() + sweepEvery) }
    },
    ...(pageHook && { hook: (key, run) => pageHook(rest(key), run) }),
  }

  async function wakeUnfinished(): Promise<void> {
    for (const key of await sweepKeys(db))
      await wake(db, key, { at: clock.now(), urgency: urgencies.paperwork })
  }

  await syncRotas({ db, clock, policy })
  const locks = parts.use(openKeyLocks(database))
  for (const key of [workspaceKey, peopleKey, sweepKey, retentionKey, digestKey]) {
    await wake(db, key, { at: clock.now(), urgency: urgencies.talk })
  }
  for (const key of await history.keys())
    await wake(db, key, { at: clock.now(), urgency: urgencies.paperwork })
  const runner = await startRunner({ db, locks, listen: database.listen, clock, log, handlers, pollMs })
  parts.defer(async () => {
    if (!(await runner.stop()))
      log.warn({ count: runner.running() }, 'stopped while work was still under way')
  })

  // What is due is in rows: a tick that comes twice, late or never changes nothing.
  const tick = schedule('* * * * *', () => runner.poke())
  parts.defer(() => tick.destroy())

  const web = createWeb({
    metrics: async () => metrics.text(await gauges()),
    calendarText: rotas.calendarText,
    unready: async () => [
      ...(await db
        .selectFrom('counter')
        .select('name')
        .execute()
        .then(
          () => [],
          () => ['The database does not answer.'],
        )),
      ...(slack.identified ? [] : ['Slack has not been reached yet.']),
      ...(gateway.health() === 'ok' ? [] : [`Slack: ${gateway.health()}.`]),
      ...(edge.connected() ? [] : ['No connection from Slack.']),
    ],
  })
  async function gauges(): Promise<Gauge[]> {
    const counted = await countNumbers(db, clock.now()).catch(() => null)
    const up = (name: string, help: string, is: boolean): Gauge => ({ name, help, value: is ? 1 : 0 })
    return [
      up('muster_database_up', 'Whether the database answers.', counted !== null),
      up('muster_slack_up', 'Whether calls to Slack succeed.', gateway.health() === 'ok'),
      up('muster_slack_connected', 'Whether Slack can reach us.', edge.connected()),
      { name: 'muster_runs', help: 'Keys being looked at now.', value: runner.running() },
      {
        name: 'muster_build',
        help: 'The version that runs.',
        value: 1,
        labels: { version: process.versions.node, engine: database.engine },
      },
      ...(counted ?? []),
    ]
  }
  const services = slackServices({
    observe: (listener, ms) => metrics.time('muster_answer_seconds', ms / 1000, { listener }),
    db,
    clock,
    log,
    policy,
    words,
    slack,
    incidents,
    escalation,
    cadence,
    history,
    search,
    statistics,
    postmortems,
    actions,
    exports,
    rooms,
    repair: createRepairService({ db, incidents, people, rooms }),
    people,
    rotas,
    homes,
    publicUrl: config.publicUrl,
  })
  const pages = getRequestListener(web.fetch)
  const edge = parts.use(
    await openEdge(config, services, (request, response) => void pages(request, response)),
  )

  const owned = parts.move()
  return {
    get port() {
      return edge.port
    },
    incidents,
    postmortems,
    exports,
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

function rest(key: string): string {
  return key.slice(key.indexOf(':') + 1)
}
