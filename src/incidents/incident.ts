/** An incident, and the events it is folded from. Words: docs/glossary.md. */

/** A Slack user id, `U…` or `W…`. */
export type UserId = string

/** An actor that is no person, by its name: a source of alerts, or a program that holds a key. */
export type Program = { source: string } | { key: string }

export type Somebody = UserId | Program

/** The one who did something; null for Muster itself. */
export type Actor = Somebody | null

export const severities = ['P1', 'P2', 'P3', 'P4', 'P5'] as const
export type Severity = (typeof severities)[number]

export const statuses = [
  'declared',
  'acknowledged',
  'investigating',
  'fixing',
  'monitoring',
  'resolved',
  'closed',
  'cancelled',
  'merged',
] as const
export type Status = (typeof statuses)[number]

export const fixKinds = ['revert', 'hotfix', 'configuration', 'other'] as const
export type FixKind = (typeof fixKinds)[number]

/** `geoc`, `im`, or `sem:<squad>`: several squads may have their expert in at once. */
export type Role = 'geoc' | 'im' | `sem:${string}`

/** The part in which somebody is paged: a role, or for themselves. */
export type Callee = Role | `person:${UserId}`

export function isRole(asked: Callee): asked is Role {
  return !asked.startsWith('person:')
}

/** The conversation an incident was declared from. */
export interface Source {
  channel: string
  ts: string
  permalink: string | null
  author: UserId | null
  /** The app that wrote it; null where Slack does not name it. Absent for a person's message, and from older events. */
  app?: string | null | undefined
  /** The people whose messages it forwards. */
  forwarded?: readonly UserId[] | undefined
  /** Slack's mrkdwn. */
  text: string
  /** True for a private conversation: its words may not go anywhere else. */
  private: boolean
}

export interface FixAttempt {
  /** 1, 2, … in the order they were started. */
  number: number
  kind: FixKind
  /** The work being done, in the person's words. */
  what: string
  link: string | null
  startedBy: Actor
  startedAt: Date
  outcome: 'under way' | 'worked' | 'failed'
  endedAt: Date | null
  /** The person's words when it ended. */
  remark: string | null
}

export interface StakeholderUpdate {
  /** 1, 2, … in the order they were posted. */
  number: number
  text: string
  by: Actor
  at: Date
  /** The incident's status when it was posted. */
  status: Status
  /** The time at which stakeholders were promised the next one. */
  nextAt: Date | null
}

/** A role that one person offered to another. The holder stays until it is accepted. */
export interface Offer {
  /** The seq of the event that made it. */
  seq: number
  role: Role
  from: UserId
  to: UserId
  /** The one who had it then; null for nobody. */
  holder: UserId | null
  /** A note for the new holder. */
  brief: string
  at: Date
  outcome: 'open' | 'accepted' | 'declined' | 'withdrawn'
}

export interface Note {
  seq: number
  text: string
  by: Actor
  at: Date
}

/** A message in Slack. */
export interface MessageRef {
  channel: string
  ts: string
}

/** The parts of a post-mortem for which it offers what may belong there. */
export const judgedParts = ['cause', 'impact', 'context'] as const
export type JudgedPart = (typeof judgedParts)[number]

/** The start or the end of the time in which people were affected. */
export type ImpactEdge = 'start' | 'end'

export interface Incident {
  number: number
  title: string
  status: Status
  severity: Severity | null
  squad: string | null
  /** Keys of the services affected, the first one first. */
  services: readonly string[]
  /** The people affected, in the reporter's words. */
  affected: string | null
  private: boolean
  drill: boolean
  reporter: Somebody
  source: Source | null
  /** The conversation it was typed in; null for one that was not typed. */
  askedIn: string | null
  declaredAt: Date
  acknowledgedAt: Date | null
  acknowledgedBy: UserId | null
  resolvedAt: Date | null
  closedAt: Date | null
  /** The time somebody asked for the room to be archived at once; null otherwise. */
  archiveAskedAt: Date | null
  /** The one who resolved, cancelled or merged it; null while it is open. */
  endedBy: Actor
  /** The time since which people were affected; null while nobody said it. */
  impactStart: Date | null
  /** The time since which they no longer are; null while nobody said it, and again once it is reopened. */
  impactEnd: Date | null
  /** The time it last entered its present status. */
  statusSince: Date
  roles: Partial<Record<Role, UserId>>
  /** The last holder of each role who left the company with it. */
  left: Partial<Record<Role, UserId>>
  offers: Offer[]
  fixes: FixAttempt[]
  updates: StakeholderUpdate[]
  notes: Note[]
  /** The fix and the impact, as told at resolve. */
  resolution: { fix: string; impact: string } | null
  mergedInto: number | null
  /** Incidents merged into this one. */
  absorbed: number[]
  /** The people who are to be in the room, each once per reason; a new reason invites them again. */
  invited: { user: UserId; reason: string }[]
  /** The people who came into the room, with the seq of that event. */
  present: { user: UserId; since: number }[]
  /** The last event's seq: counts every change. */
  version: number
}

/** The content of a declaration. */
export interface Declaration {
  title: string
  severity: Severity | null
  squad: string | null
  /** Keys of the services affected; absent where nobody chose any, and from older events. */
  services?: readonly string[] | undefined
  affected: string | null
  private: boolean
  drill: boolean
  source: Source | null
  /** The group of alerts it was declared from. */
  alertGroup?: number | undefined
  /** All that was typed, where it is too long for a title. */
  text?: string
  /** The conversation it was typed in, where the answer stands. */
  askedIn?: string
}

/** A declaration, and what its reporter says beside it. */
export interface Wish extends Declaration {
  /** The time it began, as ISO 8601. */
  began?: string | undefined
}

/** A declaration with nothing but a title. */
export function declarationOf(title: string): Declaration {
  return { title, severity: null, squad: null, affected: null, private: false, drill: false, source: null }
}

export type Declared = { type: 'declared'; number: number } & Declaration

/** Every event of an incident. Its `seq`, `at` and `actor` stand in `Recorded`. */
export type IncidentEvent =
  | Declared
  | { type: 'acknowledged' }
  | { type: 'status changed'; to: Status }
  | { type: 'severity changed'; to: Severity; reason?: string }
  | { type: 'renamed'; title: string }
  | { type: 'role given'; role: Role; to: UserId }
  /** Somebody left the company. They had these roles, and were offered others. */
  | { type: 'departed'; user: UserId; roles: Role[]; offered: Role[] }
  | { type: 'role offered'; role: Role; to: UserId; brief: string }
  | { type: 'offer accepted'; role: Role }
  | { type: 'offer declined'; role: Role; reason: string | null }
  | { type: 'invited'; user: UserId; reason: string }
  | { type: 'entered'; user: UserId }
  | { type: 'left'; user: UserId }
  | { type: 'fix started'; number: number; kind: FixKind; what: string; link: string | null }
  | {
      type: 'fix ended'
      number: number
      outcome: 'worked' | 'failed'
      remark: string | null
      link: string | null
    }
  | { type: 'update posted'; number: number; text: string; nextAt: Date | null }
  | { type: 'noted'; text: string }
  /** The latest counts. `squad`: the one that owns the first of them; null leaves the one there was. */
  | { type: 'services set'; services: readonly string[]; squad: string | null }
  /** The latest of each edge counts; null takes back what was said. `message` is the one that was pointed at. */
  | { type: 'impact set'; edge: ImpactEdge; to: Date | null; message: MessageRef | null }
  /** `level` counts from 0: the climb begins there and passes over the ones before. */
  | { type: 'escalated'; role: Callee; reason: string | null; level?: number }
  /** `role` is absent from older events. */
  | { type: 'paged'; user: UserId; why: string; role?: Callee }
  | {
      type: 'page answered'
      user: UserId
      answer: 'acknowledged' | 'declined' | 'timed out' | 'undelivered' | 'refused'
      role?: Callee
      /** The reason why they cannot, in their words. */
      reason?: string
    }
  /** The level had nobody to ask: the next one is asked at once. `quiet`: nobody was meant to be on call. */
  | { type: 'level skipped'; role: Callee; level: string; quiet?: true }
  /** The page can wait until they wake: an ISO instant. */
  | { type: 'page held'; role: Callee; users: UserId[]; until: string }
  /** `empty`: there was nobody to ask at any level. `again`: the time at which it begins again, an ISO instant. */
  | { type: 'ladder ended'; role: Callee; empty?: true; again?: string }
  | { type: 'resolved'; fix: string; impact: string }
  | { type: 'reopened'; reason: string }
  | { type: 'cancelled'; reason: string }
  /** `into`: null where it goes on in a private incident, of which its readers learn nothing. */
  | { type: 'merged'; into: number | null; reason?: string }
  | { type: 'archive asked' }
  | { type: 'absorbed'; number: number }
  | { type: 'closed'; because: string }
  /** Somebody's word on what a post-mortem offers: `of` names a message or an event; null: in their own words. */
  | { type: 'judged'; about: JudgedPart; of: string | null; verdict: 'yes' | 'no'; text: string | null }

/** An incident with all its events, oldest first. */
export interface Story {
  incident: Incident
  events: Recorded[]
}

/** An incident as a list shows it. */
export interface IncidentSummary {
  number: number
  title: string
  status: Status
  severity: Severity | null
  squad: string | null
  services: readonly string[]
  private: boolean
  drill: boolean
  reporter: Somebody
  declaredAt: Date
  impactStart: Date | null
  resolvedAt: Date | null
  statusSince: Date
  /** The last update of stakeholders, if there was one. */
  updates: readonly Pick<StakeholderUpdate, 'at' | 'nextAt'>[]
  /** The room, once it exists. */
  room: string | null
}

export type Recorded = IncidentEvent & {
  /** 1, 2, … within its incident. */
  seq: number
  at: Date
  actor: Actor
}
