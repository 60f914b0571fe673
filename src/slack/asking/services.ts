/** The services that flows need from the rest of Muster, and the replies they give. */
import type { ModalView } from '@slack/types'
import type { Logger } from 'pino'
import type { PagedGroupsService } from '#alerts/paged-groups-service.ts'
import type { Clock } from '#clock.ts'
import type { Contacts } from '#contacts/contact-service.ts'
import type { AlertService } from '#alerts/alert-service.ts'
import type { CadenceService } from '#reminders/cadence-service.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import type { HearPreview } from '#escalation/preview-silence-service.ts'
import type { HistoryService } from '#history/history-service.ts'
import type { CancelAll } from '#incidents/cancel-all-service.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import type { Incident, Severity, UserId } from '#incidents/incident.ts'
import type { SearchService } from '#learning/search-service.ts'
import type { StatisticsService } from '#learning/statistics-service.ts'
import type { FixGuide } from '#incidents/fix-guide.ts'
import type { Words } from '#incidents/words.ts'
import type { MonthService } from '#oncall/month-service.ts'
import type { Shadows } from '#oncall/shadow-service.ts'
import type { MonthWishes } from '#oncall/month-wish-service.ts'
import type { Calendars } from '#oncall/calendar-service.ts'
import type { HandOvers } from '#oncall/hand-over-service.ts'
import type { Readiness } from '#oncall/readiness-service.ts'
import type { RotaChanges } from '#oncall/rota-changes-service.ts'
import type { RotaQuestions } from '#oncall/rota-questions-service.ts'
import type { TestPages } from '#oncall/test-page-service.ts'
import type { NamesService } from '#history/names-service.ts'
import type { Person } from '#people/person.ts'
import type { WorkingHours } from '#policy/working-hours.ts'
import type { SituationOf } from '#projections/incident/situation-service.ts'
import type { Repair } from '#projections/incident/repair-service.ts'
import type { ActionService } from '#postmortems/action-service.ts'
import type { ExportService } from '#postmortems/files/export-service.ts'
import type { ModelService } from '#postmortems/model-service.ts'
import type { PostmortemService } from '#postmortems/postmortem-service.ts'
import type { HomeService } from '#projections/home-service.ts'
import type { SlackPort } from '#slack-port.ts'
import type { Message } from '#words/message.ts'

export interface Services {
  incidents: Pick<
    IncidentService,
    | 'open'
    | 'insist'
    | 'joinInstead'
    | 'act'
    | 'see'
    | 'story'
    | 'requireAllowed'
    | 'list'
    | 'similar'
    | 'presence'
  >
  cancelAll: CancelAll
  situationOf: SituationOf
  escalation: Pick<EscalationService, 'acknowledge' | 'decline' | 'comeLate' | 'preview'>
  groups: Pick<PagedGroupsService, 'declareFor' | 'quietFor' | 'notUseful'>
  hearPreview: HearPreview
  /** Reminders, and the followers of an incident. */
  cadence: Pick<CadenceService, 'snooze' | 'following'>
  rooms: {
    incidentOf(channel: string): Promise<number | null>
    channelOf(incident: number): Promise<string | null>
    isGone(incident: Incident): Promise<boolean>
    /** Records that it was archived or deleted, or that we were removed from it. */
    lost(channel: string, how: 'archived' | 'removed'): Promise<void>
    /** Records that we were let in again. */
    returned(channel: string): Promise<void>
    /** Records that Slack gave it another id. */
    moved(from: string, to: string): Promise<void>
  }
  alerts: Pick<AlertService, 'requireColleague' | 'firing' | 'explain' | 'say'> & {
    quiet: Pick<AlertService['quiet'], 'begin' | 'end' | 'windows'>
  }
  postmortems: Pick<
    PostmortemService,
    'see' | 'write' | 'answer' | 'edit' | 'move' | 'assign' | 'proposeReview' | 'askContributors'
  >
  model: Pick<ModelService, 'letRead' | 'isConnected'>
  actions: Pick<ActionService, 'add' | 'settle' | 'find' | 'end' | 'open'>
  exports: Pick<ExportService, 'send'>
  search: Pick<SearchService, 'find'>
  statistics: Pick<StatisticsService, 'ask'>
  repair: Repair
  history: Pick<HistoryService, 'heard' | 'isGone'>
  /** Our own messages, as Slack's events tell of them. */
  shown: {
    seen(message: { channel: string; ts: string; metadata: unknown }): Promise<unknown>
    deleted(channel: string, ts: string): Promise<void>
  }
  people: {
    find(id: UserId): Promise<Person | null>
    findAll(ids: readonly UserId[]): Promise<ReadonlyMap<UserId, Person>>
    seen(user: unknown): Promise<Person | null>
    /** Notes that somebody did something in Slack. */
    acted(id: UserId, at: Date): Promise<void>
  }
  names: Pick<NamesService, 'inWords'>
  rotas: RotaQuestions
  rotaChanges: RotaChanges
  handOvers: HandOvers
  testPages: TestPages
  readiness: Pick<Readiness, 'isOn' | 'turns'>
  contacts: Pick<Contacts, 'mine' | 'add' | 'verify' | 'order' | 'remove' | 'test' | 'set'>
  calendars: Calendars
  months: Pick<MonthService, 'ask'>
  shadows: Pick<Shadows, 'start' | 'stop'>
  monthWishes: Pick<MonthWishes, 'ask' | 'turn' | 'shownIn'>
  homes: Pick<HomeService, 'opened'>
  /** The address of a calendar feed; null while Muster has no public one. */
  feedUrl(secret: string): string | null
  policy: {
    words: Words
    squads: readonly string[]
    /** The time at which stakeholders should hear next; null where nothing is promised. */
    updateDue(incident: Incident): Date | null
    /** Somebody's working hours. */
    hoursOf(person: Person | null): WorkingHours
    /** The company's guide to repairs, as things are now. */
    fixGuide(): FixGuide
    /** Minutes until stakeholders should hear again; null where the policy promises nothing. */
    updateMinutes(severity: Severity | null): number | null
    /** Milliseconds from the end of an incident and its post-mortem until its room is archived. */
    archiveAfter: number
  }
  slack: SlackPort
  /** The meaning of a database error for the person who asked; null for any other error. */
  troubleIn(error: unknown): 'nothing recorded' | 'outcome unknown' | null
  clock: Clock
  log: Logger
  /** Takes the milliseconds that each answer took. */
  observe(listener: string, milliseconds: number): void
}

/** A message or a form for the person; null where Slack already shows that it worked. */
export type Reply =
  | null
  | { say: Message }
  /**
   * `refine` runs once the form is open and gives the same form with more in it, or null. `optional` means that the
   * request is done already, so nobody is troubled where Slack does not open the form.
   */
  | { open: ModalView; refine?: () => Promise<ModalView | null>; optional?: boolean }

/** One user flow: parses the request into narrower types, makes one service call, and replies. */
export type Flow<A> = (asked: A, services: Services) => Promise<Reply>
