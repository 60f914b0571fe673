/** The one table of runs: the work done when a key is due. */
import type { Logger } from 'pino'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import type { Handler } from '#due/runner.ts'
import { createShowAmiss } from '#doctor/show-amiss.ts'
import { sweep } from '#due/sweep.ts'
import { dueKey } from '#due/due-key.ts'
import { byKind } from '#due/runs.ts'
import { createSilenceService } from '#escalation/silence-service.ts'
import { createShowGroup } from '#projections/alerts/show-group.ts'
import { createShowQuiet } from '#projections/alerts/show-quiet.ts'
import { createShowCadence } from '#projections/reminders/show-cadence.ts'
import { createShowPagedGroup } from '#projections/pages/show-paged-group.ts'
import { createShowPages } from '#projections/pages/show-pages.ts'
import type { Words } from '#incidents/words.ts'
import { createShowMonth } from '#projections/rota/show-month.ts'
import { upload } from '#slack/wire/upload.ts'
import { createShowRota } from '#projections/rota/show-rota.ts'
import { createShowTestPage } from '#projections/rota/show-test-page.ts'
import { createShowToday } from '#projections/rota/show-today.ts'
import { createGreetingService } from '#projections/greeting-service.ts'
import type { WayDrivers } from '#outbound/drivers/ways.ts'
import type { TwilioAccount } from '#outbound/twilio-account.ts'
import type { Policy } from '#policy/policy.ts'
import { createShowContact } from '#projections/ring/show-contact.ts'
import { createShowReplies } from '#projections/ring/show-replies.ts'
import { createShowRing } from '#projections/ring/show-ring.ts'
import { isTry } from '#projections/ring/show-ring-view.ts'
import { createShowTextBack } from '#projections/ring/show-text-back.ts'
import { createShowTry } from '#projections/ring/show-try.ts'
import { createShowContacts } from '#projections/ring/show-contacts.ts'
import { createShowDigest } from '#projections/postmortem/show-digest.ts'
import { createShowPostmortem } from '#projections/postmortem/show-postmortem.ts'
import { createShowHome } from '#projections/show-home.ts'
import { createShowIncident } from '#projections/incident/show-incident.ts'
import type { SlackPort } from '#slack-port.ts'
import { urgencies, type Urgency } from '#urgency.ts'
import { policyChannel } from '#projections/workspace-projection.ts'
import { createShowWorkspace } from '#projections/show-workspace.ts'
import { createPageHook } from '#escalation/page-hook-service.ts'
import type { Features } from './features.ts'
import type { AlertRuns } from './alert-parts.ts'
import { createHeartbeat } from './heartbeat.ts'

export interface DueHandlerParts extends Features {
  db: Db
  clock: Clock
  slack: SlackPort
  policy: Policy
  words: Words
  /** Sign what is posted to the policy's page hook. */
  pageHookSecrets: readonly string[]
  log: Pick<Logger, 'info' | 'error'>
  ways: WayDrivers
  phones: readonly TwilioAccount[]
  /** A secret outside the database, from which codes and links are made. */
  codeKey: string
  publicUrl: string | null
  heartbeatUrl: string | null
  alertRuns: AlertRuns
}

/** Keys that are looked at from the start, whatever happens. */
export const standingKeys: readonly (readonly [key: string, urgency: Urgency])[] = [
  [dueKey('named-people', 'all'), urgencies.page],
  [dueKey('workspace', 'channels'), urgencies.talk],
  [dueKey('people', 'all'), urgencies.talk],
  [dueKey('sweep', 'all'), urgencies.talk],
  [dueKey('retention', 'messages'), urgencies.talk],
  [dueKey('names', 'all'), urgencies.paperwork],
  [dueKey('retention', 'people'), urgencies.talk],
  [dueKey('retention', 'incidents'), urgencies.talk],
  [dueKey('digest', 'weekly'), urgencies.talk],
  [dueKey('search-words', 'all'), urgencies.paperwork],
  [dueKey('readiness', 'all'), urgencies.talk],
  [dueKey('weekly-test', 'all'), urgencies.talk],
  [dueKey('heartbeat', 'minute'), urgencies.room],
  [dueKey('alerts', 'deliveries'), urgencies.page],
  [dueKey('alerts', 'silence'), urgencies.room],
  [dueKey('retention', 'alerts'), urgencies.talk],
]

/** Finds the run for a key by the part before the key's colon. */
export function dueHandlers(parts: DueHandlerParts): Record<string, Handler> {
  const { db, clock, slack, policy, words, inPolicy, people, history, search, statistics } = parts
  const { rooms, incidents, escalation, cadence, rotas, departures, homes, postmortems, exports } = parts
  const stakeholders = policyChannel('stakeholders', policy.channels)
  const tech = policyChannel('tech', policy.channels)
  const zone = policy.rotas.timeZone
  const promises = policyChannel('postmortems', policy.channels)
  const showHome = createShowHome({
    db,
    clock,
    slack,
    incidents,
    rooms,
    rotas,
    people,
    postmortems,
    actions: parts.actions,
    words,
    lightOf: parts.readiness.lightOf,
  })
  const shown = { db, clock, slack, people, listed: inPolicy, tech, words, policy, incidents, homes }
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
    shadowsOf: parts.shadows.of,
    pastOf: search.past,
    pinsOf: history.pinsOf,
    paperworkOf: postmortems.find,
    words,
    stakeholders,
    tech,
    broadcast: policy.broadcast,
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
    policy,
  })
  const showDigest = createShowDigest({ db, clock, slack, incidents, channel: promises, tech, words, zone })
  const showCadence = createShowCadence({ db, clock, slack, incidents, cadence, words, policy })
  const showPages = createShowPages({ db, clock, slack, escalation, context: { words } })
  const greeting = createGreetingService({ db, clock, slack, words, people: departures })
  const showWorkspace = createShowWorkspace({ db, clock, slack, channels: policy.channels })
  const hear = createSilenceService({ clock, slack, escalation })
  const { pageHookSecrets: secrets, log, ways, codeKey, publicUrl } = parts
  const ringing = {
    db,
    clock,
    log,
    escalation,
    ways,
    bounds: { defaults: policy.contacts.defaultRules, latest: policy.contacts.latest },
    words,
    codeKey,
    publicUrl,
  }
  const showRing = createShowRing(ringing)
  const showTry = createShowTry(ringing)
  const pageHook =
    policy.pageHook === null
      ? null
      : createPageHook({
          url: policy.pageHook,
          secrets,
          db,
          clock,
          log,
          escalation,
          limit: policy.limits.pageHook,
          defaultSeverity: policy.severities.default,
        })

  return byKind({
    incident: showIncident,
    declaration: (id) => incidents.declareHeld(id),
    pages: showPages,
    escalation: (climb) => escalation.climb(climb),
    cadence: showCadence,
    postmortem: showPostmortem,
    model: parts.model.run,
    export: exports.deliver,
    digest: (_, run) => showDigest(run),
    silence: hear,
    history: async (incident) => history.read(await incidents.load(incident)),
    images: async (incident) => history.copyImages(await incidents.load(incident)),
    retention: (kind) => (kind === 'alerts' ? parts.alertRuns.retain() : history.retain(kind)),
    similar: (incident) => search.lookBack(incident),
    'search-words': () => search.renew(),
    chart: statistics.send,
    month: parts.months.send,
    'rota-month': createShowMonth({ ...shown, upload, rotas, monthWishes: parts.monthWishes }),
    'named-people': (_key, run) => {
      // Rooms need not wait for this.
      run.underWay()
      return parts.namedPeople.meet()
    },
    names: () => parts.names.look(),
    people: () => greeting.readPeople(),
    greeting: greeting.show,
    keeper: createShowAmiss({ db, clock, slack, people, policy }),
    rota: showRota,
    oncall: showToday,
    'test-page': showTestPage,
    home: showHome,
    homes: () => homes.wakeAll(),
    workspace: (_, run) => showWorkspace(run),
    sweep: () => sweep({ db, clock }),
    // The pager may have been taken out of the policy while a page was on its way there.
    hook: async (page, run) => pageHook?.page(page, run) ?? { next: null },
    contact: createShowContact({ db, clock, log, ways, words, codeKey }),
    contacts: createShowContacts({ db, clock, slack, words, readiness: parts.readiness }),
    ring: (of, run) => (isTry(of) ? showTry(of, run) : showRing(of)),
    'text-back': createShowTextBack({ db, clock, log, ways }),
    replies: createShowReplies({ db, clock, answers: parts.phoneAnswers, phones: parts.phones }),
    phone: parts.phoneAnswers.look,
    readiness: parts.readiness.look,
    'weekly-test': () =>
      parts.contacts.testWeekly(async (user) => (await people.find(user))?.timeZone ?? 'UTC'),
    heartbeat: createHeartbeat({ clock, url: parts.heartbeatUrl }),
    'group-shown': createShowGroup({ db, clock, slack, words, tech, quiet: parts.alerts.quiet, incidents }),
    quiet: createShowQuiet({ db, clock, slack, words, tech, quiet: parts.alerts.quiet }),
    alerts: parts.alertRuns.alerts,
    subscription: parts.alertRuns.subscription,
    group: createShowPagedGroup({ db, clock, slack, groups: parts.groups, escalation, tech, words }),
    'hook-summary': async (span, run) => pageHook?.summary(span, run) ?? { next: null },
  })
}
