/** Builds the features and hands each the others it needs. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { createPagedGroups } from '#alerts/paged-groups-service.ts'
import type { Clock } from '#clock.ts'
import { createAlertService } from '#alerts/alert-service.ts'
import { createQuietService } from '#alerts/quiet-service.ts'
import { createContacts } from '#contacts/contact-service.ts'
import type { Db } from '#db/database.ts'
import { type CadenceService, createCadenceService } from '#reminders/cadence-service.ts'
import { createEscalationService, type EscalationService } from '#escalation/escalation-service.ts'
import { createPhoneAnswers } from '#escalation/phone-answer-service.ts'
import { groupName } from '#escalation/subject.ts'
import { createSilencePreview } from '#escalation/preview-silence-service.ts'
import { listedOnCall } from '#escalation/on-call-lookup.ts'
import { Refusal } from '#errors.ts'
import { createHistoryService } from '#history/history-service.ts'
import { createPresence } from '#escalation/presence-service.ts'
import { latestOf } from '#history/history-store.ts'
import type { Download } from '#history/image-service.ts'
import { createCancelAll } from '#incidents/cancel-all-service.ts'
import { createDecisionLog } from '#incidents/decision-log-service.ts'
import { createGatekeeper } from '#incidents/permission-service.ts'
import { createIncidentService, type IncidentService } from '#incidents/incident-service.ts'
import { requireIncident } from '#incidents/incident-store.ts'
import { createSearchService } from '#learning/search-service.ts'
import { createStatisticsService } from '#learning/statistics-service.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Words } from '#incidents/words.ts'
import { createMonthService } from '#oncall/month-service.ts'
import { createOnCall } from '#oncall/oncall-service.ts'
import {
  createCancelAllGatekeeper,
  createQuietGatekeeper,
  createRotaGatekeeper,
} from '#oncall/permission-service.ts'
import { createReadiness } from '#oncall/readiness-service.ts'
import { hearAnswers, heardOf } from '#oncall/heard-of-service.ts'
import { createRotaLookup } from '#oncall/rota-lookup.ts'
import { createDepartures } from '#people/departure-service.ts'
import { createNamedPeopleService } from '#people/named-people-service.ts'
import { createNamesService } from '#history/names-service.ts'
import { createPeopleService } from '#people/people-service.ts'
import { isAmong, isNamedFor, pageable, takesTurns } from '#oncall/turn-taker-lookup.ts'
import type { ModelEndpoint } from '#outbound/drivers/model.ts'
import type { WayDrivers } from '#outbound/drivers/ways.ts'
import type { Policy } from '#policy/policy.ts'
import { createInheritance } from '#postmortems/inheritance-service.ts'
import { createLeavers } from '#incidents/leavers-service.ts'
import { createActionService } from '#postmortems/action-service.ts'
import { isPin } from '#postmortems/draft/timeline-selection.ts'
import { createExportService } from '#postmortems/files/export-service.ts'
import { speaksForItself } from '#postmortems/draft/find-in-message.ts'
import { createModelService, type ModelService } from '#postmortems/model-service.ts'
import { createPostmortemService, type PostmortemService } from '#postmortems/postmortem-service.ts'
import { toldTexts } from '#postmortems/told-lookup.ts'
import { createFileService } from '#reconcile/engine/file-service.ts'
import { createHomeService, wakeHomes } from '#projections/home-service.ts'
import { createSituationOf } from '#projections/incident/situation-service.ts'
import { createRepairService } from '#projections/incident/repair-service.ts'
import { createRoomsService } from '#projections/incident/rooms-service.ts'
import { policyChannel } from '#projections/workspace-projection.ts'
import type { SlackPort } from '#slack-port.ts'
import { upload } from '#slack/wire/upload.ts'

const defaultTemplate = join(import.meta.dirname, '../../templates/postmortem.md')

export interface FeatureParts {
  db: Db
  clock: Clock
  slack: SlackPort
  policy: Policy
  words: Words
  download: Download
  /** Has Slack asked again what it refused for good. */
  askAgain: () => void
  /** A secret outside the database, from which addresses of calendars are made. */
  calendarKey: string
  log: Logger
  ways: WayDrivers
  model: ModelEndpoint | null
  publicUrl: string | null
}

export type Features = Awaited<ReturnType<typeof createFeatures>>

/** Every service, once. Those that need each other are handed functions that look at call time. */
export async function createFeatures(parts: FeatureParts) {
  const { db, clock, slack, policy, words, download, askAgain, calendarKey, log, ways, publicUrl } = parts
  const files = createFileService({ db, clock, slack, upload })
  const inPolicy = listedOnCall(policy)
  const onCall = createRotaLookup(inPolicy)
  const people = createPeopleService({ db, clock, slack, heard: heardOf })
  const namedPeople = createNamedPeopleService({
    db,
    clock,
    slack,
    people: { resolve: people.resolve, seen: (user) => departures.seen(user) },
    pageable: () => pageable(db, policy),
    met: () => escalation.lookAgain(),
  })
  const history = createHistoryService({
    db,
    clock,
    slack,
    keep: {
      messages: policy.retention.messages,
      people: policy.retention.peopleWhoLeft,
      incidents: policy.retention.incidents,
    },
    download,
    reactors: [
      createPresence({ heardFrom: (trx, number) => escalation.heardFrom(trx, number) }),
      (trx, change) => postmortems.conversationReactor(trx, change),
      (trx, change) => search.conversationReactor(trx, change),
    ],
  })
  const search = createSearchService({
    db,
    clock,
    isGuest: people.isGuest,
    load: requireIncident,
    told: (trx, incident) => toldTexts(trx, incident, latestOf),
    speaks: (said) => speaksForItself(said, slack.botUserId),
    marks: isPin,
  })
  const names = createNamesService({ db, clock, slack, learned: history.renamed })
  const statistics = createStatisticsService({ db, clock, files })
  const rooms = createRoomsService({ db, clock })
  const guards = {
    policy,
    people,
    takesTurns: (user: UserId) => takesTurns(db, { policy, people }, user),
    isAmong: (user: UserId, allowed: readonly string[]) => isAmong(db, { policy, people }, user, allowed),
  }
  const gatekeeper = createGatekeeper(guards)
  const postmortems: PostmortemService = createPostmortemService({
    db,
    clock,
    policy,
    words,
    bot: () => slack.botUserId,
    incidents: () => incidents,
    history,
    search,
    gatekeeper,
  })
  const model: ModelService = createModelService({
    db,
    clock,
    log,
    endpoint: parts.model,
    incidents: () => incidents,
    postmortems: () => postmortems,
  })
  const leavers = createLeavers({ db, clock, incidents: () => incidents })
  const quiet = createQuietService({ db, clock, guard: createQuietGatekeeper(guards) })
  const groups = createPagedGroups({
    db,
    clock,
    policy,
    incidents: () => incidents,
    escalation: () => escalation,
    quietUntil: async (reader, group) => (await quiet.quieting(group, reader))?.to ?? null,
  })
  const incidents: IncidentService = createIncidentService({
    db,
    clock,
    gatekeeper,
    isGuest: people.isGuest,
    limits: policy.limits,
    services: policy.services,
    reactors: [
      history.reactor,
      search.reactor,
      postmortems.reactor,
      groups.react,
      model.reactor,
      (trx, change) => escalation.react(trx, change),
      (trx, change) => cadence.reactor(trx, change),
      leavers.reactor,
      hearAnswers,
      (trx, { now }) => wakeHomes(trx, now),
      createDecisionLog(log),
    ],
  })
  const cancelAll = createCancelAll({ db, clock, incidents, guard: createCancelAllGatekeeper(guards) })
  const escalation: EscalationService = createEscalationService({
    db,
    clock,
    policy,
    onCall,
    hook: policy.pageHook !== null,
    rings: ways.kinds.length > 0 || ways.pagerduty !== null,
    incidents,
    groups: groups.paged,
  })

  const alerts = createAlertService({
    db,
    clock,
    quiet,
    isGuest: people.isGuest,
    pagedFor: (group) => escalation.pagedFor(groupName(group)),
    sees: (user, number) =>
      incidents.see(user, number).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Refusal) return false
          throw error
        },
      ),
  })
  const rotaServices = createOnCall({
    db,
    clock,
    people,
    incidents,
    listed: inPolicy,
    guard: createRotaGatekeeper(guards),
    isNamedFor: (user, rota) => isNamedFor({ policy, people }, user, rota),
    undoFor: policy.limits.rotaUndo,
    calendarKey,
  })
  const { rotas, rotaChanges, calendars } = rotaServices
  const months = createMonthService({ db, clock, files, people, rotas })
  const homes = createHomeService({ db, clock })
  const cadence: CadenceService = createCadenceService({
    db,
    clock,
    policy,
    incidents,
    climbsOf: (number) => escalation.climbsOf(number),
    shiftBegan: (user) => rotas.shiftBegan('geoc', user),
  })

  const inheritance = createInheritance({ db, clock, policy, incidents: () => incidents, onCall })
  const readiness = createReadiness({ db, clock, policy, people, kinds: ways.kinds })
  const phoneAnswers = createPhoneAnswers({ db, clock, escalation, writesBack: publicUrl === null })
  const bounds = { defaults: policy.contacts.defaultRules, latest: policy.contacts.latest }
  const contacts = createContacts({ db, clock, codeKey: calendarKey, kinds: ways.kinds, bounds })
  // Turns pass on first: whoever has them now is asked for the rest.
  const holdings = [rotaChanges, rotaServices.shadows, leavers, escalation, cadence, inheritance, contacts]
  const departures = createDepartures({ people, calendars, holdings })
  const actions = createActionService({ db, clock, incidents: () => incidents, gatekeeper })
  const exports = createExportService({
    db,
    clock,
    slack,
    people,
    postmortems,
    images: history.images,
    template: await readFile(policy.postmortem.template ?? defaultTemplate, 'utf8'),
    zone: policy.rotas.timeZone,
    files,
    shelf: policyChannel('postmortems', policy.channels),
  })
  const repair = createRepairService({ db, incidents, people, rooms, askAgain })

  return {
    inPolicy,
    people,
    namedPeople,
    names,
    history,
    search,
    statistics,
    rooms,
    incidents,
    cancelAll,
    alerts,
    escalation,
    groups,
    hearPreview: createSilencePreview({ clock, slack, escalation }),
    situationOf: createSituationOf({ db, clock, words, escalation, people }),
    cadence,
    ...rotaServices,
    contacts,
    phoneAnswers,
    readiness,
    departures,
    months,
    homes,
    postmortems,
    model,
    actions,
    exports,
    repair,
  }
}
