/** A local Slack, a room in it, and a record of that room that hears exactly what a test lets it hear. */
import { manifest, startTestSlack, type TestSlack } from '../sandbox/test-slack.ts'
import type { Act, Answer, MessageSeen } from '../sandbox/surface.ts'
import type { Edit } from '#history/heard.ts'
import { createHistoryService, type HistoryService } from '#history/history-service.ts'
import { declare } from '#incidents/decide.ts'
import { eventsOf, insertIncident, nextNumber } from '#incidents/incident-store.ts'
import { fold } from '#incidents/evolve.ts'
import { declarationOf } from '#incidents/incident.ts'
import type { CallOutcome, SlackPort } from '#slack-port.ts'
import { freshRow } from '#reconcile/slot-store.ts'
import { messageEvent, pinned, reacted } from '../src/slack/room-events.ts'
import type { Services } from '#slack/asking/services.ts'
import { transact } from '#db/transact.ts'
import { type TestDatabase, testDatabase } from './database.ts'

export const people = ['U05MIRA', 'U03CLARA', 'U02JONAS'] as const

export interface Scene extends AsyncDisposable {
  slack: TestSlack
  database: TestDatabase
  history: HistoryService
  /** The answer that the next call to Slack gets instead of its own. */
  faults: CallOutcome[]
  calls: string[]
  /** Every edit that was made known to what follows from it. */
  edits: Edit[]
  /** Declares an incident whose room exists. */
  opens(): Promise<{ incident: number; channel: string }>
  does(as: string, deed: Deed): Promise<Answer>
  /** The events that Slack has told since this was last asked. */
  told(): Record<string, unknown>[]
  hears(event: Record<string, unknown>): Promise<void>
  /** One run of its due key. */
  read(incident: number): Promise<{ next: Date | null }>
  /** Reads everything due until nothing is due before `until` milliseconds from now. */
  reads(incident: number, until: number): Promise<void>
  shown(channel: string): Seen[]
  recorded(incident: number): Promise<Seen[]>
}

type Deed = Act extends infer A ? (A extends Act ? Omit<A, 'as'> : never) : never

/** The fields of a message that Slack shows and we keep. */
export interface Seen {
  ts: string
  thread: string | null
  text: string
  files: string[]
  edited: boolean
  reactions: string[]
  pinned: boolean
}

export async function openScene(): Promise<Scene> {
  await using open = new AsyncDisposableStack()
  const slack = open.use(await startTestSlack({ manifest: manifest() }))
  const database = open.use(await testDatabase())
  const { db } = database
  const faults: CallOutcome[] = []
  const calls: string[] = []
  const edits: Edit[] = []
  const port: SlackPort = {
    botUserId: 'U0BOT',
    async call(method, args) {
      calls.push(method)
      const fault = faults.shift()
      if (fault) return fault
      const body = await slack.call(method, args)
      return body.ok ? { kind: 'ok', body } : { kind: 'refused', error: body.error ?? '', body }
    },
  }
  const history = createHistoryService({
    db,
    clock: slack.clock,
    slack: port,
    keep: { messages: null, people: null, incidents: null },
    reactors: [async (_trx, { edited }) => void edits.push(...edited)],
    download: async () => ({ kind: 'refused', error: 'file_not_found' }),
  })
  const services = {
    history,
    shown: { seen: async () => {}, deleted: async () => {} },
    rooms: { lost: async () => {} },
    slack: port,
  } as unknown as Services
  const listeners: Record<string, (told: { event: unknown; key: string }) => Promise<void>> = {
    message: (told) => messageEvent(told, services),
    reaction_added: (told) => reacted(true)(told, services),
    reaction_removed: (told) => reacted(false)(told, services),
    pin_added: (told) => pinned(true)(told, services),
    pin_removed: (told) => pinned(false)(told, services),
  }
  let heardUpTo = 0

  async function opens() {
    const incident = await transact(db, async (trx) => {
      const number = await nextNumber(trx)
      const event = declare(number, declarationOf('checkout fails'))
      await insertIncident(trx, people[0], event, slack.clock.now())
      return number
    })
    const created = await slack.call('conversations.create', { name: `incident-${incident}-checkout` })
    const channel = String(created['channel'].id)
    await slack.call('conversations.invite', { channel, users: people.join(',') })
    await db
      .insertInto('slot')
      .values({ ...freshRow, owner: `incident:${incident}`, name: 'room', kind: 'room', channel })
      .execute()
    return { incident, channel }
  }

  async function recorded(incident: number): Promise<Seen[]> {
    const messages = await history.messages(incident)
    return messages
      .filter((one) => !one.deleted)
      .map((one) => ({
        ts: one.ts,
        thread: one.threadTs,
        text: one.text,
        files: one.files.map((file) => file.name),
        edited: one.editedTs !== null,
        reactions: one.reactions.flatMap(({ name, users }) => users.map((user) => `${name} ${user}`)).sort(),
        pinned: one.pinned,
      }))
      .sort(byTs)
  }

  async function read(number: number) {
    const incident = fold(await eventsOf(db, number))
    if (incident === null) throw new Error(`no #${number}`)
    return history.read(incident)
  }

  const owned = open.move()
  return {
    slack,
    database,
    history,
    faults,
    calls,
    edits,
    opens,
    read,
    async does(as, deed) {
      slack.clock.advance(10)
      return slack.surface.do({ as, ...deed } as Act)
    },
    told() {
      const entries = slack.journal.deliveries('event').filter((one) => one.n > heardUpTo)
      heardUpTo = entries.at(-1)?.n ?? heardUpTo
      return entries.map((one) => one.payload['event'] as Record<string, unknown>)
    },
    async hears(event) {
      await listeners[String(event['type'])]?.({ event, key: '' })
    },
    async reads(incident, until) {
      const end = slack.clock.now().getTime() + until
      for (;;) {
        const { next } = await read(incident)
        if (next === null || next.getTime() > end) break
        slack.clock.advance(Math.max(1, next.getTime() - slack.clock.now().getTime()))
      }
    },
    shown(channel) {
      const top = slack.surface.messages(people[0], channel)
      const all = top.flatMap((one) =>
        one.replyCount ? slack.surface.messages(people[0], channel, one.ts) : [one],
      )
      const each = new Map(all.filter((one) => !one.ephemeral).map((one) => [one.ts, one]))
      return [...each.values()]
        .filter((one) => one.subtype !== 'tombstone')
        .map(seen)
        .sort(byTs)
    },
    recorded,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function seen(one: MessageSeen): Seen {
  return {
    ts: one.ts,
    thread: one.threadTs !== undefined && one.threadTs !== one.ts ? one.threadTs : null,
    text: one.text,
    files: one.files.map((file) => file.name),
    edited: one.edited !== undefined,
    reactions: one.reactions.flatMap(({ name, users }) => users.map((user) => `${name} ${user}`)).sort(),
    pinned: one.pinnedBy !== undefined,
  }
}

function byTs(a: Seen, b: Seen): number {
  return a.ts < b.ts ? -1 : 1
}
