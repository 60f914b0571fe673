/** Reads one incident from the database, without what differs from one incident to the next: times, ids, counts of attempts. */
import type { Db } from '#db/database.ts'

export interface DatabaseState {
  incidents: number
  status: string
  /** The events, sorted: the order in which people enter a room is chance. */
  events: string[]
  pages: string[]
  slots: string[]
  /** Calls whose outcome is unknown, or that wait to be tried again. */
  unfinished: string[]
}

/** The state of the incidents with this title: one, unless something went wrong. */
export async function databaseState(db: Db, title: string): Promise<DatabaseState> {
  const incidents = await db.selectFrom('incident').selectAll().where('title', '=', title).execute()
  const [incident] = incidents
  if (!incident) return { incidents: 0, status: '', events: [], pages: [], slots: [], unfinished: [] }
  const events = await db
    .selectFrom('incident_event')
    .select(['type', 'actor', 'data'])
    .where('incident', '=', incident.number)
    // Slack tells a bot that was dead who joined meanwhile, but only a minute later.
    .where('type', '!=', 'entered')
    .execute()
  const pages = await db
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .select(['page.person', 'page.level', 'page.status', 'escalation.role'])
    .where('escalation.incident', '=', incident.number)
    .execute()
  const slots = await db
    .selectFrom('slot')
    .selectAll()
    .where('owner', '=', `incident:${incident.number}`)
    .execute()
  return {
    incidents: incidents.length,
    status: incident.status,
    events: events
      .map(({ type, actor, data }) => `${type} ${actor} ${told(data)}`)
      // Leaves out the people a merge brings along as well; Slack's side compares who is in the room.
      .filter((words) => !/^invited .*"reason":"merged/.test(words))
      .toSorted(),
    pages: pages.map(({ role, level, person, status }) => `${role} ${level} ${person} ${status}`).toSorted(),
    slots: slots
      .filter(({ name }) => !name.startsWith('brief:'))
      .map(({ name, done_hash: done, refused, deleted }) => {
        // The number of earlier events is part of an event's name.
        const plain = name.replace(/^([a-z-]+):\d+/, '$1')
        return `${plain} ${done === null && !isObject(name) ? 'open' : 'done'} ${refused ?? ''} ${deleted}`
      })
      .toSorted(),
    unfinished: slots
      .filter((slot) => slot.started_at !== null || slot.retry_at !== null)
      .map(({ name }) => name)
      .toSorted(),
  }
}

export interface WholeDatabase {
  incidents: Record<number, DatabaseState>
  messages: string[]
  rows: Record<string, number>
}

/** Every incident's state, and how much of everything else there is. */
export async function wholeDatabase(db: Db): Promise<WholeDatabase> {
  const incidents = await db.selectFrom('incident').select(['number', 'title']).orderBy('number').execute()
  const state: WholeDatabase = { incidents: {}, messages: await messages(db), rows: {} }
  for (const { number, title } of incidents) state.incidents[number] = await databaseState(db, title)
  for (const table of counted) {
    const { count } = await db
      .selectFrom(table)
      .select((e) => e.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    state.rows[table] = Number(count)
  }
  return state
}

/** The stored words. */
async function messages(db: Db): Promise<string[]> {
  const all = await db.selectFrom('message').selectAll().execute()
  return all
    .map(
      (one) =>
        `#${one.incident} ${one.author} ${one.subtype ?? ''} ${one.deleted} ${spanless(one.text).slice(0, 80)}`,
    )
    .map((words) =>
      words
        .replace(channelId, 'CHANNEL')
        .replace(/\d{10}(\.\d{6})?/g, 'TS')
        // The date stays: seconds lost over a death may end in another minute.
        .replace(/\d\d:\d\d UTC/g, 'TIME'),
    )
    .toSorted()
}

const counted = [
  'message_mark',
  'postmortem',
  'postmortem_section',
  'timeline_edit',
  'action_item',
  'escalation',
  'page',
  'reminder',
  'follower',
  'rota',
  'rota_member',
  'shift',
  'away',
  'cover',
  'swap',
  'hand_over',
  'rota_notice',
  'test_page',
  'search_document',
] as const

const channelId = /\b[CDG][A-Z0-9]{8,}\b/g

function isObject(name: string): boolean {
  return name === 'members'
}

function told(data: unknown): string {
  const words = JSON.stringify(data, (key, value: unknown) =>
    ['at', 'since', 'number', 'nextAt'].includes(key) ? undefined : value,
  )
  return words.replace(/\basked \d+/, 'asked').replace(channelId, 'CHANNEL')
}

/** A run that took five seconds longer may say a minute more. */
function spanless(text: string): string {
  return text.replace(/\b\d+ (min|h)\b/g, 'SPAN')
}
