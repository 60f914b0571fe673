/** Any interleaving of attempts, callbacks, answers, climbs, ends and restarts: nobody is rung once a page is over, and somebody always is before. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { transact } from '#db/transact.ts'
import { insertMethod, markVerified } from '#contacts/contact-store.ts'
import { isWaitedFor } from '#escalation/page.ts'
import { createPhoneAnswers } from '#escalation/phone-answer-service.ts'
import type { Outcome } from '#outbound/attempt.ts'
import type { TellingDriver } from '#outbound/telling.ts'
import { createShowRing } from '#projections/ring/show-ring.ts'
import { words } from './samples/sample-incident.ts'
import { ann, ben, cem, declare, rea, world } from './escalation-world.ts'
import { testDatabase } from './database.ts'

class Killed extends Error {}

const numbers = { [ann]: '+12025550121', [ben]: '+12025550122', [cem]: '+12025550123' }
const quiet = { info: () => {}, error: () => {} }
const run = {
  underWay: () => {},
  stillHeld: () => true,
  turn: async () => {},
  woken: () => new Promise<void>(() => {}),
}

type Step =
  | { do: 'wait'; minutes: number }
  | { do: 'ring'; fault: 'none' | 'killed before' | 'killed after' | 'lost' | 'refused' | 'later' }
  | { do: 'callback'; nth: number; status: string; times: number }
  | { do: 'forge'; key: string }
  | { do: 'press'; nth: number; key: '4' | '5' }
  | { do: 'climb' }
  | { do: 'resolve' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 0, max: 3 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('ring' as const),
      fault: fc.constantFrom('none', 'none', 'killed before', 'killed after', 'lost', 'refused', 'later'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('callback' as const),
      nth: fc.nat(5),
      status: fc.constantFrom('ringing', 'no-answer', 'busy', 'completed', 'failed'),
      times: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('forge' as const), key: fc.constantFrom('4', '5') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('press' as const),
      nth: fc.nat(5),
      key: fc.constantFrom('4', '5'),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'climb' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'resolve' as const }) },
)

async function play(steps: readonly Step[]): Promise<void> {
  await using database = await testDatabase()
  const { db } = database
  const now = await world(database)
  const calls: { sid: string; to: string; page: string; open: boolean }[] = []
  let fault: (Step & { do: 'ring' })['fault'] = 'none'
  const driver: TellingDriver = {
    kind: 'call',
    async send({ to }, { page }): Promise<Outcome> {
      if (fault === 'killed before') throw new Killed()
      if (fault === 'refused') return { kind: 'refused', code: '500' }
      if (fault === 'later') return { kind: 'later', code: '429' }
      const shown = await now.escalation.findPage(page ?? '')
      // Nobody is called for a page that is answered or over, and nobody of a wrong page.
      expect(shown && isWaitedFor(shown)).toBe(true)
      expect(numbers[shown?.user as keyof typeof numbers]).toBe(to)
      calls.push({ sid: `CA${calls.length}`, to, page: page ?? '', open: true })
      if (fault === 'killed after') throw new Killed()
      if (fault === 'lost') return { kind: 'unknown', code: 'time-out' }
      return { kind: 'sent', reference: calls.at(-1)?.sid ?? '', askAfter: 5_000 }
    },
    look: {
      whenBlind: 'send',
      async find({ to, taken }, { reference }) {
        const found = calls.find(({ sid, to: called }) =>
          reference === null ? called === to && !taken.includes(sid) : sid === reference,
        )
        if (!found) return null
        return found.open
          ? { kind: 'sent', reference: found.sid, askAfter: 5_000 }
          : { kind: 'unanswered', code: 'no-answer', reference: found.sid }
      },
    },
    async stop(_, { reference }) {
      for (const call of calls) if (call.sid === reference) call.open = false
      return { kind: 'delivered' }
    },
  }
  await transact(db, async (trx) => {
    for (const [person, value] of Object.entries(numbers)) {
      await insertMethod(trx, { id: `m${person}`, person, kind: 'call', value, place: 0 }, now.clock.now())
      await markVerified(trx, `m${person}`, now.clock.now())
    }
  })
  const answers = createPhoneAnswers({ db, clock: now.clock, escalation: now.escalation })
  const none = { sms: null, email: null, ntfy: null, pushover: null }
  const ring = createShowRing({
    db,
    clock: now.clock,
    log: quiet,
    escalation: now.escalation,
    answers,
    ways: { telling: { ...none, call: driver }, pagerduty: null, kinds: ['call'] },
    phones: [],
    rules: now.policy.contacts.defaultRules,
    words,
    codeKey: 'secret',
    publicUrl: 'https://muster.example.com',
  })
  const number = await declare(now)
  const pageIds = async () =>
    (await now.escalation.climbsOf(number)).flatMap(({ pages }) => pages.map(({ id }) => id))
  const ringAll = async () => {
    for (const id of await pageIds())
      await ring(id, run).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error
      })
  }
  let forged = 0
  for (const one of steps) {
    switch (one.do) {
      case 'wait':
        now.clock.wait(one.minutes)
        break
      case 'ring':
        fault = one.fault
        await ringAll()
        fault = 'none'
        break
      case 'callback': {
        const call = calls[one.nth]
        if (call && one.status !== 'ringing') call.open = false
        for (let n = 0; call && n < one.times; n++)
          await answers.take(`status:${call.sid}:${one.status}`, {
            kind: 'status',
            of: 'call',
            sid: call.sid,
            status: one.status,
            answeredBy: null,
            code: null,
          })
        break
      }
      case 'forge': {
        const before = JSON.stringify(await now.incidents.events(number))
        const [id, digits] = [`forged:${forged++}`, one.key]
        await answers.take(id, { kind: 'key', call: 'CA-none', to: '+12025550199', digits })
        await answers.take(`${id}b`, { kind: 'sms', from: numbers[ann] ?? '', text: `${digits} 0000` })
        await answers.follow('x'.repeat(32), 'acknowledge')
        expect(JSON.stringify(await now.incidents.events(number))).toBe(before)
        break
      }
      case 'press': {
        const call = calls[one.nth]
        if (call)
          await answers.take(`key:${call.sid}:${one.key}`, {
            kind: 'key',
            call: call.sid,
            to: call.to,
            digits: one.key,
          })
        break
      }
      case 'climb':
        for (const { id } of await now.escalation.climbsOf(number)) await now.escalation.climb(id)
        break
      case 'resolve':
        await now.incidents
          .act(rea, number, { do: 'cancel', reason: 'a false alarm' }, `cancel:${forged++}`)
          .catch(() => {})
    }
  }
  // Things left undisturbed come to rest.
  now.clock.wait(1)
  await ringAll()
  now.clock.wait(3)
  await ringAll()
  for (const climb of await now.escalation.climbsOf(number))
    for (const page of climb.pages) {
      const rang = calls.filter((call) => call.page === page.id)
      // Somebody who is waited for was called; nobody rings on for whom it is over.
      if (isWaitedFor(page) && +now.clock.now() - +page.queuedAt > 180_000)
        expect(rang.length).toBeGreaterThan(0)
      if (['acknowledged', 'declined', 'cancelled'].includes(page.status)) {
        const answered = await db
          .selectFrom('attempt')
          .select('reference')
          .where('page', '=', page.id)
          .where('status', '=', 'answered')
          .execute()
        const own = new Set(answered.map(({ reference }) => reference))
        expect(rang.filter(({ open, sid }) => open && !own.has(sid))).toEqual([])
      }
    }
}

test('whatever happens in whatever order', { timeout: 240_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), play), { numRuns: 30 })
})
