/** A database, a tiny Slack with one channel and a clock to move, fresh for each test of the reconciler. */
import { afterAll, beforeEach } from 'vitest'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { MessageSlot, Slot } from '#reconcile/slot.ts'
import { testDatabase } from './database.ts'
import { TinySlack } from './reconcile-slack.ts'

export const incidents = { id: 'CINC' }

const database = await testDatabase()
let owners = 0

class Scene {
  readonly db = database.db
  readonly clock = { now: () => this.now }
  now = new Date('2026-02-14T15:00:00Z')
  slack = new TinySlack(this.clock.now)
  owner = `test:${++owners}`

  constructor() {
    this.slack.addChannel('incidents', incidents)
  }

  later(seconds: number): Date {
    return new Date(this.now.getTime() + seconds * 1_000)
  }

  run(...slots: Slot[]) {
    return reconcile(this.owner, slots, this.deps())
  }

  deps() {
    return { db: this.db, slack: this.slack, clock: this.clock }
  }

  /** The messages in a channel, `#incidents` unless told. */
  texts(channel = 'CINC'): string[] | undefined {
    return this.slack.channels.get(channel)?.messages.map((m) => m.text)
  }

  nextOwner(): void {
    this.owner = `test:${++owners}`
  }
}

/** The scene of the test that runs. */
export let scene = new Scene()

beforeEach(() => {
  scene = new Scene()
})

afterAll(() => database[Symbol.asyncDispose]())

export const say = (text: string) => ({ text, blocks: [] })

export function message(name: string, text = name, change: Partial<MessageSlot> = {}): MessageSlot {
  return { kind: 'message', name, urgency: 2, channel: incidents, message: say(text), ...change }
}

export function room(channelName = 'incident-1'): Slot {
  return { kind: 'room', name: 'room', urgency: 1, channelName, private: false }
}
