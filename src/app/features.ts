/** Builds the features, each from what it needs. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { type CadenceService, createCadenceService } from '#reminders/cadence-service.ts'
import { createEscalationService, type EscalationService } from '#escalation/escalation-service.ts'
import { listedOnCall } from '#escalation/on-call-lookup.ts'
import { createHistoryService } from '#history/history-service.ts'
import { latestOf } from '#history/history-store.ts'
import type { Download } from '#history/image-service.ts'
import { createDecisionLog } from '#incidents/decision-log-service.ts'
import { createGatekeeper } from '#incidents/permission-service.ts'
import { createIncidentService, type IncidentService } from '#incidents/incident-service.ts'
import { lockIncident, requireIncident } from '#incidents/incident-store.ts'
import { createSearchService, type SearchService } from '#learning/search-service.ts'
import { createStatisticsService } from '#learning/statistics-service.ts'
import type { Words } from '#incidents/words.ts'
import { createMonthService } from '#oncall/month-service.ts'
import { createOnCallService } from '#oncall/oncall-service.ts'
import { members } from '#oncall/oncall-store.ts'
import { createRotaGatekeeper } from '#oncall/permission-service.ts'
import { createRotaLookup } from '#oncall/rota-lookup.ts'
import { createPeopleService } from '#people/people-service.ts'
import { listedIn } from '#policy/listed.ts'
import type { Policy } from '#policy/policy.ts'
import { createActionService } from '#postmortems/action-service.ts'
import { isPin, speaksForItself } from '#postmortems/draft/chosen.ts'
import { createExportService } from '#postmortems/files/export-service.ts'
import { createPostmortemService, type PostmortemService } from '#postmortems/postmortem-service.ts'
import { toldTexts } from '#postmortems/told-lookup.ts'
import { createFileService } from '#reconcile/file-service.ts'
import { createHomeService, wakeHomes } from '#projections/home-service.ts'
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
  log: Logger
}

export type Features = Awaited<ReturnType<typeof createFeatures>>

/** Every service, once. Those that need each other are handed functions that look at call time. */
export async function createFeatures({ db, clock, slack, policy, words, download, log }: FeatureParts) {
  const files = createFileService({ db, clock, slack, upload })
  const inPolicy = listedOnCall(policy)
  const onCall = createRotaLookup(inPolicy)
  const people = createPeopleService({
    db,
    clock,
    slack,
    pageable: async () => [...listedIn(policy), ...(await members(db))],
  })
  const isGuest = async (user: string) => (await people.find(user))?.guest ?? false
  const takesTurns = async (user: string) =>
    [...(await people.resolve(listedIn(policy))), ...(await members(db))].includes(user)
  const history = createHistoryService({
    db,
    clock,
    slack,
    keepMessages: policy.retention.messages,
    download,
    matters: (said) => search.isTold(said),
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
    isGuest,
    load: requireIncident,
    told: (trx, incident) => toldTexts(trx, incident, latestOf),
    speaks: (said) => speaksForItself(said, slack.botUserId),
    marks: isPin,
  })
  const statistics = createStatisticsService({ db, clock, files })
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
    retold: search.refresh,
  })
  const incidents: IncidentService = createIncidentService({
    db,
    clock,
    gatekeeper,
    isGuest,
    reactors: [
      history.reactor,
      search.reactor,
      postmortems.reactor,
      (trx, change) => escalation.react(trx, change),
      (trx, change) => cadence.reactor(trx, change),
      (trx, { now }) => wakeHomes(trx, now),
      createDecisionLog(log),
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
  const repair = createRepairService({ db, incidents, people, rooms })

  return {
    inPolicy,
    people,
    history,
    search,
    statistics,
    rooms,
    incidents,
    escalation,
    cadence,
    rotas,
    months,
    homes,
    postmortems,
    actions,
    exports,
    repair,
  }
}
