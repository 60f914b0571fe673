/**
 * The tables, as the newest migration leaves them; a test compares this file with a migrated database.
 * Instants are `timestamptz` and always come from the injected clock.
 */
import type { ColumnType, GeneratedAlways, JSONColumnType } from 'kysely'

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
  /** Its address, such as `https://velodrome.slack.com/`; null until Slack has said it. */
  url: string | null
  /** The last time everybody in it was read; null before that. */
  people_read_at: Date | null
  /** Its owner, as of then. */
  owner: string | null
}

/** Numbers that must not skip, such as the incident number: a row is counted up inside the transaction that uses it. */
interface CounterTable {
  name: string
  value: number
}

/** Submissions already carried out, so that a second delivery has no second effect. */
interface HandledTable {
  /** Identifies the submission: `view:V…`, `trigger:…`, `event:Ev…`. */
  key: string
  at: Date
  /** The result of the first delivery, for answering the second in the same words. */
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

/** One message or object that Slack shows for us, and the progress of its calls. */
interface SlotTable {
  /** The due key whose run looks after it. */
  owner: string
  /** The incident whose run looks after it; null without one. The database reads it from `owner`. */
  incident: GeneratedAlways<number | null>
  name: string
  kind: string
  /** Hash of the content that Slack is known to show. */
  done_hash: string | null
  /** Its place: the room itself, or the channel a message stands in. */
  channel: string | null
  /** Message ts, or the id of another object. */
  ts: string | null
  attempt: number
  /** The time of the first call that could have created it. Survives retries. */
  first_sent_at: Date | null
  /** The time the call under way was sent; null once its outcome is known. */
  started_at: Date | null
  /** Not to be tried before. */
  retry_at: Date | null
  /** Slack's error code, when it refused this content for good. */
  refused: string | null
  /** Hash of the content it refused. */
  refused_hash: string | null
  /** The number of times people deleted it. */
  deleted: number
  /** Further details that this kind remembers. */
  detail: Json
}

/** One try to make an outside system other than Slack do something. */
interface AttemptTable {
  /** The due key whose run makes it; for one way of several, its name behind a space. */
  thing: string
  /** 1, 2, … within its thing. */
  nth: number
  /** The driver's kind: `page hook`. */
  kind: string
  /** The person or system it is to reach, by an id of ours: never an address. */
  target: string
  status: 'planned' | 'sent' | 'delivered' | 'answered' | 'failed' | 'unknown' | 'withdrawn'
  planned_at: Date
  /** The time it came to this status. */
  status_at: Date
  /** The system's code for the outcome. */
  code: string | null
  /** The system's id for it. */
  reference: string | null
  /** The time to try again, or to ask how it went. */
  next_at: Date | null
  /** The page it rings for. */
  page: ColumnType<string | null, string | null | undefined, string | null>
}

/** One way to reach a person besides Slack. Only they and the way of a page read its value. */
interface ContactMethodTable {
  id: string
  person: string
  /** `call`, `sms`, `email`, `ntfy` or `pushover`. */
  kind: string
  /** A number as E.164, an address, a topic, or a user key. */
  value: string
  /** Their order: the smallest first. */
  place: number
  added_at: Date
  /** The time they typed the code that came by it. */
  verified_at: Date | null
  /** The time it was found to be dead. */
  retired_at: Date | null
  /** The provider's code for that. */
  retired_code: string | null
}

/** A code or a test sent by a contact method; kept for a day. */
interface ContactMessageTable {
  id: string
  method: string
  person: string
  purpose: 'code' | 'test'
  /** Counts messages to one number, whoever asks for them. */
  value_hash: string
  made_at: Date
  expires_at: Date
  /** Wrong codes typed since. */
  tries: number
  used_at: Date | null
}

/** The ways a person wants to be reached, in order. */
interface ContactSettingTable {
  person: string
  /** Calls go on after the next person was asked, until somebody answers. */
  until_answered: boolean
  /** Day and hour of a weekly test, where they live: `mon 10`. */
  weekly_test: string | null
  /** Their own order of ways, as JSON. */
  rules: string | null
}

/** Something a telephone company sent. */
interface PhoneDeliveryTable {
  /** The key by which a repeat is known. */
  id: string
  kind: string
  /** Empty once it is decided. */
  body: string
  received_at: Date
  handled_at: Date | null
}

/** A way to answer one page by one contact method. */
interface PageAnswerTable {
  page: string
  method: string
  /** SHA-256 of the secret in its link, in hex. */
  link_hash: string
  /** The code that an SMS asks for. */
  code: string
  made_at: Date
  expires_at: Date
  used_at: Date | null
}

interface IncidentTable {
  number: number
  title: string
  status: string
  severity: string | null
  squad: string | null
  /** Keys of the policy's services. */
  services: ColumnType<readonly string[], readonly string[] | undefined, readonly string[]>
  private: boolean
  drill: boolean
  /** A person's id, `source:<name>` or `key:<name>`. */
  reporter: string
  declared_at: Date
  acknowledged_at: Date | null
  resolved_at: Date | null
  closed_at: Date | null
  /** The time in which people were affected, as far as somebody said it. */
  impact_start: Date | null
  impact_end: Date | null
  /** The time it came to its status; null for one that an older Muster wrote. */
  status_since: Date | null
  /** The last update of stakeholders, and the time promised for the next. */
  updated_at: Date | null
  next_update_at: Date | null
  /** The person who has each role. This and the next two are null in rows that an older version wrote last. */
  roles: JSONColumnType<Record<string, string>> | null
  /** As `reporter`: the one who resolved, cancelled or merged it. */
  ended_by: string | null
  merged_into: number | null
  /** The last event's seq. */
  version: number
}

/** The events of an incident, in order; the incident itself is the fold of these. */
interface IncidentEventTable {
  incident: number
  seq: number
  at: Date
  /** As `incident.reporter`; null for Muster itself. */
  actor: string | null
  type: string
  data: Json
}

/** A declaration that was asked "really?"; kept for a day. */
interface KeptDeclarationTable {
  id: string
  person: string
  wish: Json
  kept_at: Date
}

/** Everything Muster knows about a person of the workspace. */
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
  /** The account's last change, as far as Slack says. */
  changed_at: Date | null
  /** The time since which they are known to have left the workspace. */
  departed_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  /** The time at which what was known about them was taken away. */
  erased_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  /** The last time they did anything in Slack that came here. */
  acted_at: ColumnType<Date | null, Date | null | undefined, Date | null>
}

/** An address of the policy that Slack was asked about: if no person has it, it is nobody's. */
interface AddressLookupTable {
  email: string
  looked_at: Date
}

/** A channel or user group that somebody mentioned. */
interface MentionedNameTable {
  id: string
  /** Null for a private channel, for one that Slack does not know, and until Slack was asked. */
  name: string | null
  /** Null until Slack was asked. */
  looked_at: Date | null
}

/** A list of Slack's that is being read, and the place to go on from. */
interface ListingTable {
  /** The owner, the method and the arguments. */
  key: string
  begun_at: Date
  /** All cursors so far; reading goes on from the last. */
  cursors: JSONColumnType<string[]>
  /** Everything found on the pages so far. */
  found: JSONColumnType<object>
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
  /** The app's name; null where Slack gives none, and for messages by people. */
  app: string | null
  subtype: string | null
  /** Empty once deleted. */
  text: string
  /** The people whose messages it forwards, or did before it was edited. */
  forwarded: ColumnType<readonly string[], readonly string[] | undefined, readonly string[]>
  files: JSONColumnType<FileFacts[]>
  edited_ts: string | null
  /** Its words are gone: deleted in Slack, erased, or older than messages are kept. */
  deleted: boolean
  /** Time at which Slack last said this, as a ts: nothing older replaces it. */
  seen_ts: ColumnType<string, string | undefined, string>
  /** The last time a reading saw it. */
  read_at: Date | null
  /** The first time a reading missed it. */
  missing_since: Date | null
}

/** The progress of reading one conversation of an incident back from Slack. */
interface ReadingTable {
  incident: number
  channel: string
  /** Empty for a whole room. */
  thread_ts: string
  /** The record between these two is as Slack showed it at `complete_to`. */
  complete_from: Date | null
  complete_to: Date | null
  /** Start of the reading under way. */
  started_at: Date | null
  cursor: string
  /** Threads still to be read. */
  threads: JSONColumnType<string[]>
  /** All messages have been read; the threads are under way. */
  in_threads: boolean
  /** The oldest ts returned so far. */
  oldest: string | null
  /** Slack's error code, when it would not let us read. */
  refused: string | null
}

/** Every text a message ever had. */
interface MessageVersionTable {
  channel: string
  ts: string
  /** Empty for the first. */
  edited_ts: string
  text: string
}

/** A picture of a message, copied when its incident was resolved. */
interface MessageImageTable {
  channel: string
  ts: string
  /** Slack's id of the picture. */
  file: string
  mimetype: string | null
  /** Null when it could not be fetched. */
  content: Uint8Array | null
  /** The reason why it could not be fetched. */
  refused: string | null
}

/** The latest state of a reaction or a pin. */
interface MessageMarkTable {
  channel: string
  ts: string
  kind: 'reaction' | 'pin'
  /** The emoji; empty for a pin. */
  name: string
  /** Empty for a pin: a message has one at most, and anybody may take it away. */
  person: string
  present: boolean
  event_ts: string
}

interface PostmortemTable {
  incident: number
  status: 'draft' | 'in review' | 'reviewed' | 'published' | 'waived'
  owner: string | null
  due_at: Date | null
  /** The last time the draft was made. */
  drafted_at: Date | null
  /** The time of the review meeting. */
  review_at: Date | null
  /** The time contributors were asked. */
  asked_at: Date | null
  /** The time it was published or waived. */
  ended_at: Date | null
  /** The lesson, in two sentences. */
  lesson: string
  /** The reason for waiving it. */
  reason: string
  /** The owner before, who left the company. */
  inherited_from: string | null
  /** The person who marked it as reviewed. */
  reviewed_by: string | null
}

/** Text that people wrote in place of a drafted section. */
interface PostmortemSectionTable {
  incident: number
  name: string
  text: string
  written_by: string
  written_at: Date
}

/** One question to a model about an incident, and its answer as it came. */
interface ModelAnswerTable {
  incident: number
  asked_at: Date
  /** The person who let it read a private incident. */
  asked_by: string | null
  model: string | null
  question: string | null
  answer: string | null
}

/** A person's change to one line of the timeline. */
interface TimelineEditTable {
  incident: number
  /** `event:<seq>` or `message:<channel>:<ts>`. */
  key: string
  placed: 'added' | 'removed' | null
  at: Date | null
  words: string | null
  edited_by: string
  edited_at: Date
}

interface ActionItemTable {
  incident: number
  /** 1, 2, … within its incident. */
  number: number
  what: string
  owner: string | null
  /** An ISO date. */
  due_on: string | null
  ticket: string | null
  state: 'open' | 'done' | 'will not'
  /** The reason why it will not be done. */
  reason: string
  made_by: string
  made_at: Date
  ended_at: Date | null
  /** As `postmortem.inherited_from`. */
  inherited_from: string | null
}

/** One climb of one ladder for an incident. */
interface EscalationTable {
  /** `<incident>/<nth>`, or `A<group>/<nth>`. */
  id: string
  /** Null for a group of alerts that is no incident. */
  incident: number | null
  /** The group of alerts that it began for. */
  alert_group: ColumnType<number | null, number | null | undefined, number | null>
  /** 1, 2, … within its incident or group. */
  nth: number
  role: string
  reason: string | null
  /** As `incident_event.actor`. */
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
  /** 1, 2, …: a ladder that ended without an answer begins again. */
  round: number
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
  /** True when the person's Do Not Disturb hides it; null while that is not known. */
  silenced: boolean | null
  /** The reason why it never reached the person. */
  refused: string | null
  /** Number of the person's message that shows it. */
  batch: number
  /** The time it was sent, as a ts of Slack's. */
  sent_ts: string | null
  /** The time at which it has to ring, where it was added to a message in silence. */
  rings_at: Date | null
  /** The people it goes to when nobody answers; null where that is not known. */
  next_up: ColumnType<string[] | null, string[] | null | undefined, string[] | null>
}

/** One reminder to a person or the room. Reminders of one key follow each other. */
interface ReminderTable {
  incident: number
  /** `update`, `room`, `relief:U…`. */
  key: string
  /** 1, 2, … within its key. */
  nth: number
  /** The reminder is settled once this changes. */
  cause: string
  /** Null: the room. */
  person: string | null
  asked_at: Date
  settled_at: Date | null
  snoozed_until: Date | null
  /** "Not needed": this key is not asked again. */
  muted: boolean
}

/** Somebody who reads an incident's updates in their direct messages. */
interface FollowerTable {
  incident: number
  person: string
  /** They get updates after this one. */
  from_update: number
  /** They get none after this one; null while they follow. */
  stopped_after: number | null
}

/** Slack's latest word on a person's Do Not Disturb. */
interface DoNotDisturbTable {
  person: string
  /** Null while it is off. */
  until: Date | null
  looked_at: Date
}

/** A set of people who take turns, set up as the policy says. Its row lock serialises all changes to it. */
interface RotaTable {
  id: string
  name: string
  role: string
  time_zone: string
  hand_over_time: string
  turn: string
  /** A date in the first week of one turn of two weeks. */
  turns_from: string | null
  /** The times in which somebody is meant to be on call; null means always. */
  hours: Json | null
  week_start: number
  weekend: JSONColumnType<number[]>
  holidays: JSONColumnType<string[]>
  published_days: number
  /** `none` or `next`. */
  secondary: string
  /** Everybody has been told of the shifts before this. */
  published_until: Date | null
  /** Time since which the policy no longer names it. */
  retired_at: Date | null
}

/** One stay of a person in a rota. */
interface RotaMemberTable {
  rota: string
  /** In the order of joining. */
  position: number
  person: string
  joined_at: Date
  left_at: Date | null
  /** Before this the person is asked only when nobody else is left. */
  starts_at: Date
  /** Turns the person counted as having done when joining. */
  credit: Json
}

/** One person's turn. Past turns are never rewritten. */
interface ShiftTable {
  rota: string
  starts_at: Date
  ends_at: Date
  person: string
  /** The person the turn counts for. */
  counts_for: string
  class: string
  /** The facts behind the choice, as they were. */
  reason: Json
}

/** A time in which a person cannot be on call, in any rota. */
interface AwayTable {
  id: string
  person: string
  starts_at: Date
  ends_at: Date
}

interface CoverTable {
  id: string
  rota: string
  kind: string
  starts_at: Date
  ends_at: Date
  /** The person who asked for it or, for an override, decided it. */
  asked_by: string
  /** The person who stands in; null while nobody does. */
  person: string | null
  taken_at: Date | null
  note: string
}

interface SwapTable {
  id: string
  rota: string
  from_person: string
  from_start: Date
  to_person: string
  to_start: Date
  status: string
  expires_at: Date
}

/** A hand-over that has come, and the incoming person's answer. */
interface HandOverTable {
  rota: string
  at: Date
  /** Null after a time without anybody. */
  outgoing: string | null
  /** Null when nobody is on call from here on. */
  incoming: string | null
  /** The time Muster looked first: lateness is counted from here. */
  noticed_at: Date
  /** "I'm on it": the next person confirms the hand-over. */
  taken_at: Date | null
  /** The person who was asked to stand in, since nobody said so. */
  asked: string | null
  asked_at: Date | null
  /** The note that `incoming` leaves to the next person. */
  note: ColumnType<Record<string, unknown> | null, string | null, string | null>
}

/** A notice told once: to the person, or to the tech channel when there is none. */
interface RotaNoticeTable {
  rota: string
  seq: number
  at: Date
  person: string | null
  kind: string
  data: Json
}

/** A change of a rota by somebody outside it, which its people allow or refuse, and can undo for a while. */
/** Somebody who learns beside those on call. */
interface RotaShadowTable {
  rota: string
  person: string
  added_by: string
  added_at: Date
}

/** A picture of a month on call that stands somewhere. */
interface MonthWishTable {
  id: string
  person: string
  /** A channel's id, or `self`. */
  place: string
  /** Null for all rotas. */
  rota: string | null
  /** `YYYY-MM`. */
  month: string
  asked: number
  asked_at: Date
}

interface RotaRequestTable {
  id: string
  rota: string
  asked_by: string
  asked_at: Date
  deed: 'add' | 'remove' | 'override'
  /** The one who is added, removed or put on call. */
  person: string
  /** The time of an override. */
  starts_at: Date | null
  ends_at: Date | null
  /** Empty where none was asked for. */
  reason: string
  status: 'open' | 'allowed' | 'refused'
  answered_by: string | null
  answered_at: Date | null
  undone_by: string | null
  undone_at: Date | null
  /** The shifts and covers that a removal took from the person, for giving them back. */
  lost: Json
}

/** A page somebody sent to themselves. */
interface TestPageTable {
  id: string
  person: string
  asked_at: Date
  acknowledged_at: Date | null
}

/** A secret that let a calendar read a feed before 0082; emptied at each start. */
interface CalendarSecretTable {
  secret: string
  person: string
  /** A rota, or `mine`. */
  feed: string
  made_at: Date
}

/** A secret address of a calendar feed, as its hash. */
interface CalendarKeyTable {
  /** SHA-256 of the secret in the address, in hex. */
  hash: string
  person: string
  /** A rota, or `mine`. */
  feed: string
  /** Makes the secret again, with a key that is not in the database; null for addresses of before 0082. */
  nonce: string | null
  made_at: Date
}

/** The words an incident is found by. */
interface SearchDocumentTable {
  incident: number
  private: boolean
  drill: boolean
  /** The people who may find a private one; for guests, also a public one. */
  seen_by: readonly string[]
  recorded: string
  /** Words that were said and chosen; empty once those are deleted. */
  told: string
  /** Both together. */
  words: ColumnType<string, never, never>
  /** The rules by which the words were made. */
  rules: number
}

/** An incident of the past that sounded like this one when it was declared. */
interface SimilarPastTable {
  incident: number
  /** 1 is the most alike. */
  nth: number
  past: number
}

/** One request of a monitoring, as it came. */
interface AlertDeliveryTable {
  /** The source, and what a repeat of the request is known by. */
  id: string
  source: string
  /** Headers that say how to read it. */
  about: JSONColumnType<Record<string, string>>
  body: Uint8Array
  received_at: Date
  last_received_at: Date
  /** Counts repeats. */
  times: number
  /** Of these, how many were decided. */
  counted: number
  /** Null until it is decided, and again after a repeat. */
  decided_at: Date | null
  outcome: 'decided' | 'unreadable' | 'nothing' | null
  /** The reason it cannot be read. */
  why: string | null
}

/** One thing that a source says is wrong, as far as is known of it now. */
interface AlertTable {
  /** Hash of source and key. */
  id: string
  source: string
  key: string
  state: 'firing' | 'resolved' | 'unknown'
  title: string
  body: string
  severity: 'critical' | 'error' | 'warning' | 'info'
  labels: JSONColumnType<Record<string, string>>
  links: JSONColumnType<{ title: string; url: string }[]>
  /** The source's own rule by which it fired. */
  rule: string | null
  /** The policy's key of the service it concerns. */
  service: string | null
  /** Everything the source said of it, as a set: `b1732071240000:0`. */
  marks: JSONColumnType<string[]>
  /** Of the words that are shown: others take their place only with a higher rank. */
  content_rank: string
  /** Of its latest episode. */
  starts_at: Date | null
  ends_at: Date | null
  first_heard_at: Date
  last_heard_at: Date
  /** The number of times it was heard of. */
  heard: number
  /** Seconds: the longest that its source was silent of it while it fired. */
  longest_gap_s: number | null
  /** The time from which it is unknown; null while it does not fire. */
  silent_at: Date | null
  /** The last delivery that spoke of it. */
  delivery: string | null
}

/** An alert from its firing to its end, in the group it belongs to. */
interface AlertEpisodeTable {
  alert: string
  starts_at: Date
  /** The last time it was said to fire. */
  last_at: Date
  ends_at: Date | null
  state: 'firing' | 'resolved' | 'unknown'
  severity: 'critical' | 'error' | 'warning' | 'info'
  group_number: number
}

interface StoredRoute {
  when: Record<string, string>
  do: 'page' | 'declare' | 'show' | 'keep'
  severity: 'P1' | 'P2' | 'P3' | 'P4' | 'P5' | null
  groupBy: string[]
  window: number
}

/** A time of maintenance. */
interface AlertQuietTable {
  id: number
  /** The policy's key of a service; null where labels say what it is about. */
  service: string | null
  match: JSONColumnType<Record<string, string>>
  from_at: Date
  to_at: Date
  made_by: string
  made_at: Date
  why: string
  /** The person who ended it before its time. */
  ended_by: string | null
}

/** The last time a group of alerts was shown. */
interface AlertGroupShownTable {
  group_number: number
  shown_at: Date
}

/** Alerts that belong together for people, and what people said of them. */
interface AlertGroupTable {
  number: number
  /** Hash of the rule. */
  route: string
  /** The rule, as it was. */
  rule: JSONColumnType<StoredRoute>
  /** Hash of the route and the group labels: groups with the same may become one. */
  bucket: string
  labels: JSONColumnType<Record<string, string>>
  service: string | null
  title: string
  severity: 'critical' | 'error' | 'warning' | 'info'
  state: 'firing' | 'resolved' | 'unknown'
  first_at: Date
  last_at: Date
  made_at: Date
  changed_at: Date
  resolved_at: Date | null
  firing: number
  unknown: number
  resolved: number
  merged_into: number | null
  incident: number | null
  acknowledged_by: string | null
  acknowledged_at: Date | null
  quiet_until: Date | null
  quiet_by: string | null
  not_useful_by: string | null
  not_useful_at: Date | null
  /** The severity it was paged with. */
  page_severity: ColumnType<string | null, string | null | undefined, string | null>
  /** The group whose page stands for this one in a storm. */
  storm_of: ColumnType<number | null, number | null | undefined, number | null>
  /** The number of times its page was taken back, and the last time. */
  taken_back: ColumnType<number, number | undefined, number>
  taken_back_at: ColumnType<Date | null, Date | null | undefined, Date | null>
}

export interface Schema {
  workspace: WorkspaceTable
  counter: CounterTable
  handled: HandledTable
  due: DueTable
  slot: SlotTable
  attempt: AttemptTable
  contact_method: ContactMethodTable
  contact_message: ContactMessageTable
  contact_setting: ContactSettingTable
  phone_delivery: PhoneDeliveryTable
  page_answer: PageAnswerTable
  incident: IncidentTable
  incident_event: IncidentEventTable
  kept_declaration: KeptDeclarationTable
  person: PersonTable
  address_lookup: AddressLookupTable
  listing: ListingTable
  mentioned_name: MentionedNameTable
  message: MessageTable
  message_version: MessageVersionTable
  message_image: MessageImageTable
  message_mark: MessageMarkTable
  reading: ReadingTable
  postmortem: PostmortemTable
  postmortem_section: PostmortemSectionTable
  timeline_edit: TimelineEditTable
  model_answer: ModelAnswerTable
  action_item: ActionItemTable
  escalation: EscalationTable
  page: PageTable
  do_not_disturb: DoNotDisturbTable
  reminder: ReminderTable
  follower: FollowerTable
  rota: RotaTable
  rota_member: RotaMemberTable
  shift: ShiftTable
  away: AwayTable
  cover: CoverTable
  swap: SwapTable
  hand_over: HandOverTable
  rota_notice: RotaNoticeTable
  rota_request: RotaRequestTable
  month_wish: MonthWishTable
  rota_shadow: RotaShadowTable
  test_page: TestPageTable
  calendar_secret: CalendarSecretTable
  calendar_key: CalendarKeyTable
  search_document: SearchDocumentTable
  similar_past: SimilarPastTable
  alert_delivery: AlertDeliveryTable
  alert: AlertTable
  alert_episode: AlertEpisodeTable
  alert_group: AlertGroupTable
  alert_quiet: AlertQuietTable
  alert_group_shown: AlertGroupShownTable
}
