/** What the Slack flows need, put together from the features. */
import type { Logger } from 'pino'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { troubleIn } from '#db/trouble.ts'
import { dueKey } from '#due/due-key.ts'
import type { CadenceService } from '#reminders/cadence-service.ts'
import { createHearPreview } from '#escalation/preview-silence-service.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import { updateDue } from '#reminders/update-due.ts'
import type { HistoryService } from '#history/history-service.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import { ladderNotes } from '#messages/incident/ladder-notes.ts'
import { onCallNow } from '#messages/oncall/on-call-now.ts'
import type { Words } from '#incidents/words.ts'
import type { MonthService } from '#oncall/month-service.ts'
import type { OnCallService } from '#oncall/oncall-service.ts'
import type { SearchService } from '#learning/search-service.ts'
import type { StatisticsService } from '#learning/statistics-service.ts'
import type { PeopleService } from '#people/people-service.ts'
import { fixGuide } from '#incidents/fix-guide.ts'
import type { Policy } from '#policy/policy.ts'
import { dropDouble } from '#reconcile/drop-double.ts'
import type { HomeService } from '#projections/home-service.ts'
import { problemsIn, telling } from '#projections/incident/problems.ts'
import type { Repair } from '#projections/incident/repair-service.ts'
import type { RoomsService } from '#projections/incident/rooms-service.ts'
import type { ActionService } from '#postmortems/action-service.ts'
import type { ExportService } from '#postmortems/files/export-service.ts'
import type { PostmortemService } from '#postmortems/postmortem-service.ts'
import type { SlackPort } from '#slack-port.ts'
import { statesOf } from '#reconcile/slot-store.ts'
import type { Services } from '#slack/asking/services.ts'

export interface SlackServicesParts {
  observe: Services['observe']
  db: Db
  clock: Clock
  log: Logger
  policy: Policy
  words: Words
  slack: SlackPort
  incidents: IncidentService
  escalation: EscalationService
  cadence: CadenceService
  history: HistoryService
  search: SearchService
  statistics: StatisticsService
  postmortems: PostmortemService
  actions: ActionService
  exports: ExportService
  rooms: RoomsService
  repair: Repair
  people: PeopleService
  rotas: OnCallService
  months: MonthService
  homes: HomeService
  publicUrl: string | null
}

export function slackServices(parts: SlackServicesParts): Services {
  const {
    observe,
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
    people,
    repair,
    rotas,
    homes,
    publicUrl,
  } = parts
  let lastOnCall: string[] = []

  async function whoNow() {
    const turns = await rotas.turns()
    lastOnCall = turns.flatMap(({ current, standIns }) => (current ? [current.user] : standIns))
    return turns
  }

  return {
    incidents,
    async situationOf(number, story) {
      const [{ incident, events }, pages, slots] = await Promise.all([
        story,
        escalation.pagedFor(number),
        statesOf(db, dueKey('incident', number), [...telling, 'group']),
      ])
      const problems = [...(await problemsIn(slots, people)), ...ladderNotes(events, incident.roles, words)]
      const room = slots.get('room')?.channel ?? slots.get('group')?.channel ?? null
      return { words, pages, problems, room }
    },
    pages: {
      acknowledge: async (page, by) => (await escalation.acknowledge(by, page)).number,
      decline: async (page, by) => {
        await escalation.decline(by, page, null)
        return (await escalation.findPage(page))?.incident ?? 0
      },
    },
    ladders: { preview: escalation.preview, hearing: createHearPreview({ clock, slack, escalation }) },
    cadence,
    search,
    statistics,
    postmortems,
    actions,
    exports,
    rooms,
    repair,
    history: {
      async heard(one) {
        const incident = await history.heard(one)
        // Who writes in the room is there: that answers what they were paged for.
        if (
          incident !== null &&
          one.kind === 'said' &&
          !one.byApp &&
          one.subtype === null &&
          one.author !== null
        ) {
          await escalation.heardFrom(incident, one.author)
        }
        return incident
      },
    },
    shown: {
      seen: async (message) => {
        await dropDouble({ db, slack }, message)
      },
      deleted: rooms.deleted,
    },
    people: {
      find: people.find,
      findAll: people.findAll,
      async seen(user) {
        const person = await people.seen(user)
        if (person && !person.active) {
          await escalation.personLeft(person.id)
          await rotas.personLeft(person.id)
        }
        return person
      },
    },
    onCall: {
      now: async () => onCallNow(await whoNow(), words),
      lastKnown: () => lastOnCall,
    },
    rotas,
    months: parts.months,
    home: { opened: homes.opened },
    feedUrl: (secret) => publicUrl && new URL(`calendar/${secret}.ics`, withSlash(publicUrl)).href,
    policy: {
      words,
      squads: Object.keys(policy.squads),
      updateDue: (incident) => updateDue(incident, policy),
      fixGuide: () => fixGuide(policy, clock.now()),
      updateEvery(severity) {
        const { updateEvery } = policy.severities[severity ?? policy.severities.default]
        return updateEvery === null ? null : Math.round(updateEvery / 60_000)
      },
    },
    slack,
    troubleIn,
    clock,
    log,
    observe,
  }
}

/** So that what follows is beneath it. */
function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`
}
