/** Due keys: the kind of look, a colon, and the thing to look at. Rows keep them, so a kind never changes its name. */

const text = (of: string) => of
const only =
  <T extends string>(of: T) =>
  (): T =>
    of

const among =
  <T extends string>(first: T, ...more: T[]) =>
  (of: string): T =>
    more.find((one) => one === of) ?? first

/** Every kind of look, with a reader for the part behind its colon. */
const kinds = {
  /** Shows an incident in Slack. */
  incident: Number,
  /** Declares what was held back to ask if it is known already. */
  declaration: text,
  /** Shows a person their pages. */
  pages: text,
  /** Asks the next level of a climb. */
  escalation: text,
  /** Reminds the people on an incident. */
  cadence: Number,
  /** Drafts a post-mortem, shows it and sends its reminders. */
  postmortem: Number,
  /** Asks a model about an incident that is over. */
  model: Number,
  /** Sends a post-mortem as a file: `<incident>/<user>/<format>`. */
  export: text,
  /** Says what is still owed after incidents. */
  digest: only('weekly'),
  /** Finds out if a person hears their pages. */
  silence: text,
  /** Reads messages of an incident's conversations that nobody heard. */
  history: Number,
  /** Copies the images of an incident's conversations. */
  images: Number,
  /** Takes away what has been kept long enough. */
  retention: among('messages', 'people', 'incidents', 'alerts'),
  /** Finds incidents like this one. */
  similar: Number,
  /** Makes words again by which incidents are found. */
  'search-words': only('all'),
  /** Sends a picture of figures: its question as JSON. */
  chart: text,
  /** Sends a month on call as a file: `<user>:<month>`. */
  month: text,
  /** Shows a picture of a month on call, by the id of its wish. */
  'rota-month': text,
  /** Meets the people the policy names, before everybody is read. */
  'named-people': only('all'),
  /** Asks Slack for the names of channels and groups that people mentioned. */
  names: only('all'),
  /** Reads everybody in the workspace. */
  people: only('all'),
  /** Greets a person. */
  greeting: text,
  /** Tells the keeper of the installation what is amiss with the people it would page. */
  keeper: only('daily'),
  /** Looks after one rota: its turns, its hand-overs, and its notices to people. */
  rota: text,
  /** Says who is on call today, and lets the topic and the user groups follow. */
  oncall: only('today'),
  /** Shows a person the page they sent to themselves. */
  'test-page': text,
  /** Shows a person their App Home. */
  home: text,
  /** Wakes every home that was opened lately. */
  homes: only('all'),
  /** Makes the policy's channels. */
  workspace: only('channels'),
  /** Wakes keys that may have been left behind. */
  sweep: only('all'),
  /** Gives a page to the company's outside pager. */
  hook: text,
  /** Gives it one summary of pages held back: `<user>/<start of the span>`. */
  'hook-summary': text,
  /** Decides which ways ring for a page; `<page> <method> <round>` is one try by one way. */
  ring: text,
  /** Asks for replies to an SMS, where none can be sent to Muster. */
  replies: text,
  /** Answers an SMS that answered nothing: `<method> <outcome> <delivery>`. */
  'text-back': text,
  /** Sends a code or a test by a contact method. */
  contact: text,
  /** Tells a person what is amiss with the ways to reach them, or people of their rota. */
  contacts: text,
  /** Decides something that a telephone company sent. */
  phone: text,
  /** Looks who of the people on duty could not be woken. */
  readiness: only('all'),
  /** Tests the ways of those who chose an hour for it. */
  'weekly-test': only('all'),
  /** Tells an outside watcher that Muster lives. */
  heartbeat: only('minute'),
  /** Decides what monitorings delivered, and notices what they no longer send. */
  alerts: among('deliveries', 'silence'),
  /** Confirms a subscription that a delivery offers. */
  subscription: text,
  /** Pages, declares or joins for a group of alerts. */
  group: Number,
  /** Shows a group of alerts. */
  'group-shown': Number,
  /** Begins and ends a time of maintenance. */
  quiet: Number,
} satisfies Record<string, (of: string) => string | number>

export type DueKind = keyof typeof kinds

/** The thing that a key of this kind names. */
export type DueThing<K extends DueKind> = ReturnType<(typeof kinds)[K]>

export const dueKinds = Object.keys(kinds) as DueKind[]

export function dueKey<K extends DueKind>(kind: K, of: DueThing<K>): string {
  return `${kind}:${of}`
}

/** The thing that a key of this kind names. */
export function readDueKey<K extends DueKind>(kind: K, key: string): DueThing<K> {
  return kinds[kind](key.slice(`${kind}:`.length)) as DueThing<K>
}
