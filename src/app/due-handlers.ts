/** What is done when a key is due: the one table of runs. */
import type { Logger } from 'pino'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { wakeAll } from '#due/due-store.ts'
import type { Handler } from '#due/runner.ts'
import { sweepKeys } from '#due/sweep.ts'
import { createHear } from '#escalation/silence-service.ts'
import { createShowCadence } from '#projections/reminders/show-cadence.ts'
import { createShowPages } from '#projections/pages/show-pages.ts'
import { retentionKey } from '#history/history-service.ts'
import type { Words } from '#incidents/words.ts'
import { createShowRota } from '#projections/rota/show-rota.ts'
import { createShowTestPage } from '#projections/rota/show-test-page.ts'
import { createShowToday } from '#projections/rota/show-today.ts'
import { createGreetingService } from '#projections/greeting-service.ts'
import { peopleKey } from '#people/people-service.ts'
import type { Policy } from '#policy/policy.ts'
import { createShowDigest, digestKey } from '#projections/postmortem/show-digest.ts'
import { createShowPostmortem } from '#projections/postmortem/show-postmortem.ts'
import { reconcile } from '#reconcile/reconcile.ts'
import { createShowHome } from '#projections/show-home.ts'
import { createShowIncident } from '#projections/incident/show-incident.ts'
import type { SlackPort } from '#slack-port.ts'
import { urgencies } from '#urgency.ts'
import { policyChannel, projectWorkspace, workspaceKey } from '#projections/workspace-projection.ts'
import { createPageHook } from '#escalation/page-hook-service.ts'
import type { Features } from './features.ts'

const sweepKey = 'sweep:all'
const sweepEvery = 600_000

export interface DueHandlerParts extends Features {
  db: Db
  clock: Clock
  slack: SlackPort
  policy: Policy
  words: Words
  /** Signs what is posted to the policy's page hook. */
  pageHookSecret: string | null
  log: Pick<Logger, 'info' | 'error'>
}

/** What is looked at from the start, whatever happens. */
export const standingKeys = [workspaceKey, peopleKey, sweepKey, retentionKey, digestKey]

/** Which run looks at which key, by what stands before the key's colon. */
export function dueHandlers(parts: DueHandlerParts): Record<string, Handler> {
  const { db, clock, slack, policy, words, inPolicy, people, history, search, statistics } = parts
  const { rooms, incidents, escalation, cadence, rotas, homes, postmortems, exports } = parts
  const stakeholders = policyChannel('stakeholders', policy.channels)
  const tech = policyChannel('tech', policy.channels)
  const zone = policy.rotas.timeZone
  const promises = policyChannel('postmortems', policy.channels)
  const showHome = createShowHome({ db, clock, slack, incidents, rooms, rotas, people, words })
  const shown = { db, clock, slack, people, listed: inPolicy, tech, words, policy, incidents }
  const showRota = createShowRota(shown)
  const showToday = createShowToday(shown)
  const showTestPage = createShowTestPage(shown)
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
  const showPostmortem = createShowPostmortem({
    db,
    clock,
    slack,
    postmortems,
    stakeholders,
    channel: promises,
    rendered: exports.markdown,
    zone,
  })
  const showDigest = createShowDigest({ db, clock, slack, incidents, channel: promises, zone })
  const showCadence = createShowCadence({ db, clock, slack, incidents, cadence, words, policy })
  const showPages = createShowPages({ db, clock, slack, escalation, context: { words } })
  const greeting = createGreetingService({ db, clock, slack, words })
  const hear = createHear({ clock, slack, escalation })
  const { pageHookSecret: secret, log } = parts
  const pageHook =
    policy.pageHook === null
      ? null
      : createPageHook({ url: policy.pageHook, secret: secret ?? '', db, clock, log, escalation })

  return {
    incident: (key, run) => showIncident(Number(rest(key)), run),
    pages: (key, run) => showPages(rest(key), run),
    escalation: (key) => escalation.climb(rest(key)),
    cadence: (key, run) => showCadence(Number(rest(key)), run),
    postmortem: (key, run) => showPostmortem(Number(rest(key)), run),
    export: (key, run) => exports.deliver(rest(key), run),
    digest: (_key, run) => showDigest(run),
    silence: (key) => hear(rest(key)),
    history: async (key) => history.read(await incidents.load(Number(rest(key)))),
    images: async (key) => history.copyImages(await incidents.load(Number(rest(key)))),
    retention: () => history.retain(),
    similar: (key) => search.lookBack(Number(rest(key))),
    chart: statistics.send,
    month: parts.months.send,
    people: async () => {
      const { next, keeper } = await people.readAll()
      await rotas.releaseDeparted()
      if (keeper !== null) await greeting.offer(keeper)
      return { next }
    },
    greeting: (key, run) => greeting.show(rest(key), run),
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
        await wakeUnfinished(db, clock)
        await rotas.wakeAll()
      }
      return { next }
    },
    sweep: async () => {
      await wakeUnfinished(db, clock)
      return { next: new Date(clock.now().getTime() + sweepEvery) }
    },
    // What an earlier policy's pager was still to be given, nobody waits for.
    hook: async (key, run) => (pageHook ? pageHook(rest(key), run) : { next: null }),
  }
}

async function wakeUnfinished(db: Db, clock: Clock): Promise<void> {
  const when = { at: clock.now(), urgency: urgencies.paperwork }
  await wakeAll(
    db,
    (await sweepKeys(db)).map((key) => [key, when]),
  )
}

function rest(key: string): string {
  return key.slice(key.indexOf(':') + 1)
}
