/**
 * The tables, as the newest migration leaves them; a test compares this file with a migrated database.
 * Instants are `timestamptz` and always come from the injected clock.
 */
import type { ColumnType, JSONColumnType } from 'kysely'

/** `jsonb`, read as parsed JSON and written as a JSON string. */
type Json = JSONColumnType<Record<string, unknown>>

interface FileFacts {
  id: string
  name: string
  mimetype: string
  size: number
  permalink: string
}

/** The one workspace this database belongs to. */
interface WorkspaceTable {
  team_id: string
  /** Our own user in that workspace. */
  bot_user_id: string
  connected_at: Date
}

/** Numbers that must not skip, such as the incident number: a row is counted up inside the transaction that uses it. */
interface CounterTable {
  name: string
  value: number
}

/** Submissions already carried out, so that a second delivery has no second effect. */
interface HandledTable {
  /** What identifies the submission: `view:V…`, `trigger:…`, `event:Ev…`. */
  key: string
  at: Date
  /** What the first delivery led to, for answering the second in the same words. */
  outcome: Json
}

/** "Look at this key at this time": the only queue and the only timer. */
interface DueTable {
  key: string
  due_at: Date
  /** 0 is looked at first: pages, then rooms, then paperwork. */
  urgency: number
  /** Counts wakes, so that a run clears the row only if nothing woke it meanwhile. */
  seq: ColumnType<number, number | undefined, number>
}

/** One message or object that Slack shows for us, and how far making it so has come. */
interface SlotTable {
  /** The due key whose run looks after it. */
  owner: string
  name: string
  kind: string
  /** Hash of the content that Slack is known to show. */
  done_hash: string | null
  /** Where it is: the room itself, or the channel a message stands in. */
  channel: string | null
  /** Message ts, or the id of another object. */
  ts: string | null
  attempt: number
  /** When the first call that could have created it was sent. Survives retries. */
  first_sent_at: Date | null
  /** When the call under way was sent; null once its outcome is known. */
  started_at: Date | null
  /** Not to be tried before. */
  retry_at: Date | null
  /** Slack's error code, when it refused this content for good. */
  refused: string | null
  /** Hash of the content it refused. */
  refused_hash: string | null
  /** How often people deleted it. */
  deleted: number
  /** What the kind needs to remember beyond this. */
  detail: Json
}

interface IncidentTable {
  number: number
  title: string
  status: string
  severity: string | null
  squad: string | null
  private: boolean
  drill: boolean
  reporter: string
  declared_at: Date
  acknowledged_at: Date | null
  resolved_at: Date | null
  closed_at: Date | null
  /** The last event's seq. */
  version: number
}

/** What happened to an incident, in order; the incident itself is the fold of these. */
interface IncidentEventTable {
  incident: number
  seq: number
  at: Date
  /** A person's id, or null for Muster itself. */
  actor: string | null
  type: string
  data: Json
}

/** What Muster knows about a person of the workspace. */
interface PersonTable {
  id: string
  name: string
  time_zone: string
  email: string | null
  /** May be asked and invited: not deactivated, not a bot. */
  active: boolean
  guest: boolean
  /** Our direct message with them, so that a page is one call. */
  dm_channel: string | null
  updated_at: Date
}

/** A message of a room, or of the thread an incident was declared from, as it stands now. */
interface MessageTable {
  channel: string
  ts: string
  incident: number
  at: Date
  thread_ts: string | null
  author: string | null
  by_app: boolean
  subtype: string | null
  /** Empty once deleted. */
  text: string
  files: JSONColumnType<FileFacts[]>
  edited_ts: string | null
  deleted: boolean
}

/** Every text a message ever had. */
interface MessageVersionTable {
  channel: string
  ts: string
  /** Empty for the first. */
  edited_ts: string
  text: string
}

/** A reaction or a pin: the latest word on it. */
interface MessageMarkTable {
  channel: string
  ts: string
  kind: 'reaction' | 'pin'
  /** The emoji; empty for a pin. */
  name: string
  person: string
  present: boolean
  event_ts: string
}

/** One climb of one ladder for an incident. */
interface EscalationTable {
  /** `<incident>/<nth>`. */
  id: string
  incident: number
  /** 1, 2, … within its incident. */
  nth: number
  role: string
  reason: string | null
  /** Null for Muster itself. */
  started_by: string | null
  started_at: Date
  state: 'climbing' | 'answered' | 'exhausted' | 'cancelled'
  answered_by: string | null
  /** The level last asked or passed over. */
  level: number
  level_since: Date
  /** The next level is left to sleep until then. */
  held_until: Date | null
  /** The ladder as it was at the start. */
  steps: JSONColumnType<LadderStep[]>
}

interface LadderStep {
  page: string | string[]
  wait: number
  severities: string[] | null
}

/** One person, asked once for one level. */
interface PageTable {
  escalation: string
  level: number
  person: string
  /** `<escalation>/<level>/<person>`. */
  id: string
  why: string
  status: 'queued' | 'sent' | 'acknowledged' | 'declined' | 'timed out' | 'cancelled'
  queued_at: Date
  sent_at: Date | null
  answered_at: Date | null
  climbs_at: Date
  /** Null while it is not known whether the person hears it. */
  silenced: boolean | null
  /** Why it never reached the person. */
  refused: string | null
  /** The person's message it stands in. */
  batch: number
}

/** What Slack last said of a person's Do Not Disturb. */
interface DoNotDisturbTable {
  person: string
  /** Null while it is off. */
  until: Date | null
  looked_at: Date
}

export interface Schema {
  workspace: WorkspaceTable
  counter: CounterTable
  handled: HandledTable
  due: DueTable
  slot: SlotTable
  incident: IncidentTable
  incident_event: IncidentEventTable
  person: PersonTable
  message: MessageTable
  message_version: MessageVersionTable
  message_mark: MessageMarkTable
  escalation: EscalationTable
  page: PageTable
  do_not_disturb: DoNotDisturbTable
}
