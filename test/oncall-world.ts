/** Rotas on a clock that tests move, with as many processes as they like and a tiny Slack. */
import type { Database, Db } from '#db/database.ts'
import { openKeyLocks } from '#db/key-locks.ts'
import { type Runner, startRunner } from '#due/runner.ts'
import { listedOnCall } from '#escalation/on-call-lookup.ts'
import { createIncidentService, type IncidentService } from '#incidents/incident-service.ts'
import { wordsOf } from '#app/words-of-policy.ts'
import { createOnCall } from '#oncall/oncall-service.ts'
import { createShowRota } from '#projections/rota/show-rota.ts'
import { createShowTestPage } from '#projections/rota/show-test-page.ts'
import { createShowToday } from '#projections/rota/show-today.ts'
import { syncRotas } from '#oncall/sync-rotas-service.ts'
import { findPeople, savePeople } from '#people/person-store.ts'
import { type Policy, policySchema } from '#policy/policy.ts'
import { unlimited } from './samples/unlimited.ts'
import type { SlackPort } from '#slack-port.ts'
import type { TestDatabase } from './database.ts'
import { TinySlack } from './reconcile-slack.ts'

export const START = new Date('2027-03-01T12:00:00Z')
export const TECH = 'C0TECH01'

export const usual = policySchema.parse({ channels: { tech: TECH }, rotas: { time_zone: 'Europe/Paris' } })

/** Every part of what people do with rotas, in one. */
export type Rotas = ReturnType<typeof together>

function together({ rotas, rotaChanges, handOvers, testPages, calendars }: ReturnType<typeof createOnCall>) {
  return { ...rotas, ...rotaChanges, ...handOvers, ...testPages, ...calendars }
}

/** Shares one clock and one Slack with every other process of its world. */
export interface Process extends AsyncDisposable {
  readonly rotas: Rotas
  readonly incidents: IncidentService
  readonly runner: Runner
}

export class OnCallWorld {
  now: Date
  readonly clock = { now: () => this.now }
  readonly slack = new TinySlack(this.clock.now)
  readonly database: TestDatabase
  policy: Policy
  /** Told of every fault a process logs. */
  failed: (fields: object) => void = fail
  #keys = 0

  constructor(database: TestDatabase, policy: Policy = usual, start = START) {
    this.database = database
    this.policy = policy
    this.now = start
    this.slack.addChannel('tech-incidents', { id: TECH })
  }

  get db(): Db {
    return this.database.db
  }

  /** Everybody lives in Paris unless told otherwise. */
  async people(users: readonly string[], timeZone = 'Europe/Paris'): Promise<void> {
    const person = { email: null, active: true, guest: false, changedAt: null, timeZone }
    await savePeople(
      this.db,
      users.map((id) => ({ ...person, id, name: id })),
      this.now,
    )
  }

  service(db: Db = this.db): Rotas {
    const incidents = createIncidentService({
      db,
      clock: this.clock,
      reactors: [],
      gatekeeper: async () => {},
      limits: unlimited,
      isGuest: async () => false,
    })
    return together(
      createOnCall({
        db,
        clock: this.clock,
        incidents,
        people: { findAll: (ids) => findPeople(db, ids) },
        listed: listedOnCall(this.policy),
        guard: async () => {},
        isNamedFor: async () => true,
        undoFor: this.policy.limits.rotaUndo,
        calendarKey: 'a key of the tests',
      }),
    )
  }

  /** Starts a process, as on another machine where there can be one. */
  async start(slack: SlackPort = this.slack): Promise<Process> {
    const opened: Database = await this.database.again()
    const { db } = opened
    await syncRotas({ db, clock: this.clock, policy: this.policy })
    const locks =
      this.database.engine === 'pglite' ? (sharedLocks ??= openKeyLocks(opened)) : openKeyLocks(opened)
    const people = { findAll: (ids: readonly string[]) => findPeople(db, ids) }
    const incidents = createIncidentService({
      db,
      clock: this.clock,
      reactors: [],
      gatekeeper: async () => {},
      limits: unlimited,
      isGuest: async () => false,
    })
    const parts = {
      db,
      clock: this.clock,
      slack,
      people,
      incidents,
      listed: listedOnCall(this.policy),
      policy: this.policy,
      words: wordsOf(this.policy),
      tech: { id: TECH },
      homes: { wakeAll: async () => ({ next: null }) },
    }
    const [showRota, showToday, showTest] = [
      createShowRota(parts),
      createShowToday(parts),
      createShowTestPage(parts),
    ]
    const rest = (key: string) => key.slice(key.indexOf(':') + 1)
    const runner = await startRunner({
      db,
      locks,
      listen: (channel, heard) => opened.listen(channel, heard),
      clock: this.clock,
      log: { warn: () => {}, error: (fields: object) => this.failed(fields) },
      pollMs: 20,
      handlers: {
        rota: (key, run) => showRota(rest(key), run),
        oncall: showToday,
        keeper: async () => ({ next: null }),
        readiness: async () => ({ next: null }),
        incident: async () => ({ next: null }),
        'test-page': (key, run) => showTest(rest(key), run),
      },
    })
    return {
      rotas: this.service(db),
      incidents,
      runner,
      [Symbol.asyncDispose]: async () => {
        await runner.stop(2_000)
        if (opened !== this.database && this.database.engine === 'postgres') {
          await locks[Symbol.asyncDispose]()
          await opened[Symbol.asyncDispose]()
        }
      },
    }
  }

  /** Moves the clock from due row to due row. */
  async advanceTo(instant: Date, ...processes: Process[]): Promise<void> {
    await this.settle(...processes)
    for (;;) {
      const next = await processes[0]?.runner.oldestDue()
      if (!next || next > instant) break
      if (next > this.now) this.now = next
      await this.settle(...processes)
    }
    this.now = instant
    await this.settle(...processes)
  }

  async settle(...processes: Process[]): Promise<void> {
    for (const { runner } of processes) runner.poke()
    for (const { runner } of processes) await runner.settle()
  }

  key(): string {
    return `test:${(this.#keys += 1)}`
  }

  later(hours: number): Date {
    return new Date(+this.now + hours * 3_600_000)
  }

  /** The messages in the tech channel, or in a person's direct message. */
  said(place = TECH): string[] {
    const channel = this.slack.channels.get(place) ?? this.slack.channels.get(`D${place}`)
    return channel?.messages.map((one) => one.text) ?? []
  }

  /** Slots of every message that was posted, with how often. */
  posted(): Map<string, number> {
    const counts = new Map<string, number>()
    for (const { method, args } of this.slack.calls) {
      if (method !== 'chat.postMessage') continue
      const { event_payload: payload } = args['metadata'] as { event_payload: { slot: string } }
      counts.set(payload.slot, (counts.get(payload.slot) ?? 0) + 1)
    }
    return counts
  }
}

/** The embedded engine has one process, whose locks are all there are. */
let sharedLocks: ReturnType<typeof openKeyLocks> | undefined

function fail(fields: object): void {
  throw new Error('logged an error', { cause: 'err' in fields ? fields.err : fields })
}
