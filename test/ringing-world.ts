/** Pages that ring by made-up ways, on a clock that tests move, in one process or two. */
import { transact } from '#db/transact.ts'
import { openKeyLocks } from '#db/key-locks.ts'
import type { Clock } from '#clock.ts'
import { insertMethod, markVerified } from '#contacts/contact-store.ts'
import { type Runner, startRunner } from '#due/runner.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import { isWaitedFor } from '#escalation/page.ts'
import { createPhoneAnswers, type PhoneAnswers } from '#escalation/phone-answer-service.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import { contactKinds } from '#policy/contacts.ts'
import { createShowRing } from '#projections/ring/show-ring.ts'
import { isTry } from '#projections/ring/show-ring-view.ts'
import { createShowTry } from '#projections/ring/show-try.ts'
import { words } from './samples/sample-incident.ts'
import { type FakeWays, fakeWays, Killed } from './samples/fake-ways.ts'
import type { TestDatabase } from './database.ts'
import { ann, ben, cem, dea, declare, eve, rea, services, type World, world } from './escalation-world.ts'

export interface Ringing extends AsyncDisposable {
  ways: FakeWays
  clock: Clock
  incidents: IncidentService
  escalation: EscalationService
  answers: PhoneAnswers
  /** The incident whose pages ring. */
  number: number
  /** Numbers for calls and texts, by person. */
  numbers: Record<string, string>
  wait(minutes: number): void
  /** Notes who is waited for now. */
  mark(): Promise<void>
  /** Everything that is due is done. */
  drain(): Promise<void>
  /** Ends one of the processes, and starts another. */
  restart(): Promise<void>
  /** Answers the nth that rang, by its own way. */
  answer(nth: number, key: '4' | '5', turn: number): Promise<void>
  /** Ids of what was answered for a page. */
  answeredIds(page: string): Promise<Set<string | null>>
}

const people = [ann, ben, cem, dea, eve, rea]

export async function openRinging(database: TestDatabase, processes: 1 | 2): Promise<Ringing> {
  const { db } = database
  const now = await world(database)
  const number = (person: string) => `+1202555012${people.findIndex((one) => one === person)}`
  const numbers = Object.fromEntries(people.map((person) => [person, number(person)]))
  const known = services(db, now.clock, now.policy, true)
  /** The pages that were waited for when this step began: an answer during it may cross a call that leaves. */
  let waiting = new Set<string>()
  const ways = fakeWays(async (id, to) => {
    const page = await known.escalation.findPage(id)
    if (!page || !(waiting.has(id) || isWaitedFor(page))) return false
    return to === `muster:page:${id}` || to === number(page.user) || to.includes(page.user)
  })
  await transact(db, async (trx) => {
    for (const person of people)
      for (const [place, kind] of contactKinds.entries()) {
        const id = `${kind}${person}`
        const value = kind === 'call' || kind === 'sms' ? number(person) : `${kind} of ${person}`
        await insertMethod(trx, { id, person, kind, value, place }, now.clock.now())
        await markVerified(trx, id, now.clock.now())
      }
  })
  const started = await Promise.all(
    Array.from({ length: processes }, () => startProcess(database, now, ways)),
  )
  const answers = createPhoneAnswers({
    db,
    clock: now.clock,
    escalation: known.escalation,
    writesBack: false,
  })
  const declared = await declare({ incidents: known.incidents })
  const pages = async () => (await known.escalation.climbsOf(declared)).flatMap((climb) => climb.pages)

  return {
    ways,
    clock: now.clock,
    ...known,
    answers,
    number: declared,
    numbers,
    wait: (minutes) => now.clock.wait(minutes),
    async mark() {
      waiting = new Set((await pages()).filter(isWaitedFor).map(({ id }) => id))
    },
    async drain() {
      for (let round = 0; round < 2; round++) {
        for (const { runner } of started) runner.poke()
        for (const { runner } of started) await runner.settle()
      }
    },
    async restart() {
      await started.shift()?.stop()
      started.push(await startProcess(database, now, ways))
    },
    async answer(nth, key, turn) {
      const rang = ways.rung[nth]
      if (rang?.telling === null || rang === undefined) return
      const secret = /\/ack\/([\w-]+)/.exec(rang.telling.answerUrl ?? '')?.[1] ?? ''
      const code = /Reply 4 (\d{4})/.exec(rang.telling.text)?.[1] ?? ''
      switch (rang.kind) {
        case 'call':
          return void (await answers.take(`key:${rang.id}:${key}`, {
            kind: 'key',
            call: rang.id,
            to: rang.to,
            digits: key,
          }))
        case 'sms':
          return void (await answers.take(`sms:${turn}`, {
            kind: 'sms',
            from: rang.to,
            text: `${key} ${code}`,
          }))
        default:
          return void (await answers.follow(secret, key === '4' ? 'acknowledge' : 'decline'))
      }
    },
    async answeredIds(page) {
      const rows = await db
        .selectFrom('attempt')
        .select('reference')
        .where('page', '=', page)
        .where('status', '=', 'answered')
        .execute()
      return new Set(rows.map(({ reference }) => reference))
    },
    async [Symbol.asyncDispose]() {
      ways.letGo()
      for (const one of started) await one.stop()
    },
  }
}

async function startProcess(
  database: TestDatabase,
  { clock, policy }: World,
  ways: FakeWays,
): Promise<{ runner: Runner; stop(): Promise<void> }> {
  const opened = await database.again()
  const { escalation } = services(opened.db, clock, policy, true)
  const locks = openKeyLocks(opened)
  const ringing = {
    db: opened.db,
    clock,
    log: { info: () => {}, error: () => {} },
    escalation,
    ways: ways.drivers,
    bounds: { defaults: policy.contacts.defaultRules, latest: policy.contacts.latest },
    words,
    codeKey: 'secret',
    publicUrl: 'https://muster.example.com',
  }
  const [showRing, showTry] = [createShowRing(ringing), createShowTry(ringing)]
  const rest = (key: string) => key.slice(key.indexOf(':') + 1)
  const nothing = async () => ({ next: null })
  const runner = await startRunner({
    db: opened.db,
    locks,
    listen: (channel, heard) => opened.listen(channel, heard),
    clock,
    log: { warn: () => {}, error: failed },
    pollMs: 20,
    handlers: {
      ring: (key, run) => (isTry(rest(key)) ? showTry(rest(key), run) : showRing(rest(key))),
      escalation: (key) => escalation.climb(rest(key)),
      ...Object.fromEntries(
        ['pages', 'incident', 'silence', 'hook', 'contacts', 'readiness', 'phone'].map((kind) => [
          kind,
          nothing,
        ]),
      ),
    },
  })
  return {
    runner,
    async stop() {
      await runner.stop(2_000)
      await locks[Symbol.asyncDispose]()
      if (opened.engine === 'postgres') await opened[Symbol.asyncDispose]()
    },
  }
}

/** A process that was killed leaves a row behind, which the next look takes up. */
function failed(fields: unknown): void {
  const error = (fields as { err?: unknown }).err
  if (!(error instanceof Killed)) throw new Error('logged an error', { cause: error ?? fields })
}
