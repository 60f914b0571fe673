/** Any interleaving of attempts, callbacks, answers, climbs, ends and restarts, by every way: nobody is rung once a page is over, and somebody always is before. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Engine } from '#db/database.ts'
import { isWaitedFor } from '#escalation/page.ts'
import { ann, ben, rea } from './escalation-world.ts'
import { forEachEngine, type TestDatabase } from './database.ts'
import { openRinging, type Ringing } from './ringing-world.ts'
import { type Fault, faults } from './samples/fake-ways.ts'

const kinds = ['call', 'sms', 'email', 'ntfy', 'pushover'] as const

type Step =
  | { do: 'wait'; minutes: number }
  | { do: 'ring'; fault: Fault; of: (typeof kinds)[number] | 'pagerduty' | 'all' }
  | { do: 'callback'; nth: number; status: string; times: number }
  | { do: 'forge'; key: '4' | '5' }
  | { do: 'answer'; nth: number; key: '4' | '5' }
  | { do: 'climb' }
  | { do: 'restart' }
  | { do: 'resolve' }

const nth = fc.nat(12)
const key = fc.constantFrom('4' as const, '5' as const)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.nat(3) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('ring' as const),
      fault: fc.constantFrom('none' as const, ...faults),
      of: fc.constantFrom('all' as const, 'pagerduty' as const, ...kinds),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('callback' as const),
      nth,
      status: fc.constantFrom('ringing', 'no-answer', 'busy', 'completed', 'failed', 'delivered', 'sent'),
      times: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('forge' as const), key }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('answer' as const), nth, key }) },
  { weight: 2, arbitrary: fc.constant({ do: 'climb' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'resolve' as const }) },
)

async function take(ringing: Ringing, one: Step, turn: number): Promise<void> {
  const { ways, answers, number, incidents, escalation } = ringing
  switch (one.do) {
    case 'wait':
      return ringing.wait(one.minutes)
    case 'ring':
      // It lasts until another takes its place.
      ways.fault = { fault: one.fault, of: one.of }
      return
    case 'callback': {
      const rung = ways.rung.filter(({ kind }) => kind === 'call' || kind === 'sms')[one.nth]
      const of = rung?.kind === 'sms' ? 'sms' : 'call'
      if (rung && !['ringing', 'sent'].includes(one.status)) rung.open = false
      for (let time = 0; rung && time < one.times; time++)
        await answers.take(`status:${rung.id}:${one.status}`, {
          kind: 'status',
          of,
          sid: rung.id,
          status: one.status,
          answeredBy: null,
          code: null,
        })
      return
    }
    case 'forge': {
      const events = async () => JSON.stringify(await incidents.events(number))
      const before = await events()
      const id = `forged:${turn}`
      await answers.take(id, { kind: 'key', call: 'CA-none', to: '+12025550199', digits: one.key })
      for (const from of Object.values(ringing.numbers))
        await answers.take(`${id}${from}`, { kind: 'sms', from, text: `${one.key} 0000` })
      await answers.follow('x'.repeat(32), 'acknowledge')
      expect(await events()).toBe(before)
      return
    }
    case 'answer':
      return ringing.answer(one.nth, one.key, turn)
    case 'climb':
      for (const { id } of await escalation.climbsOf(number)) await escalation.climb(id)
      return
    case 'restart':
      return ringing.restart()
    case 'resolve':
      await incidents
        .act(rea, number, { do: 'cancel', reason: 'a false alarm' }, `cancel:${turn}`)
        .catch(() => {})
  }
}

async function play(database: TestDatabase, engine: Engine, steps: readonly Step[]): Promise<void> {
  await using ringing = await openRinging(database, engine === 'postgres' ? 2 : 1)
  for (const [turn, one] of steps.entries()) {
    // An answer may cross a call that leaves at that moment, and no other.
    await ringing.mark()
    await take(ringing, one, turn)
    await ringing.drain()
  }
  ringing.ways.fault = { fault: 'none', of: 'all' }
  // Things left undisturbed come to rest.
  for (const minutes of [0, 1, 3, 1]) {
    ringing.wait(minutes)
    await ringing.mark()
    await ringing.drain()
  }
  const { ways } = ringing
  expect(ways.wrong).toEqual([])
  const climbs = await ringing.escalation.climbsOf(ringing.number)
  for (const page of climbs.flatMap((climb) => climb.pages)) {
    const rang = ways.rung.filter((one) => one.page === page.id)
    const kindsOf = new Set(rang.map(({ kind }) => kind))
    // Somebody who is waited for was tried by every way; nobody rings on for whom it is over.
    if (isWaitedFor(page) && +ringing.clock.now() - +page.queuedAt > 180_000)
      expect([...kindsOf].toSorted()).toEqual([...kinds, 'pagerduty'].toSorted())
    if (['acknowledged', 'declined', 'cancelled'].includes(page.status)) {
      const answered = await ringing.answeredIds(page.id)
      const goesOn = rang.filter(
        ({ open, kind, id }) => open && ['call', 'pushover', 'pagerduty'].includes(kind) && !answered.has(id),
      )
      expect(goesOn).toEqual([])
    }
    // The company's pager knows a page by one key.
    expect(rang.filter(({ kind }) => kind === 'pagerduty').length).toBeLessThanOrEqual(1)
  }
  // Somebody is asked, or the end was said, or it is over.
  for (const { state, pages } of climbs)
    if (state === 'climbing') expect(pages.some(isWaitedFor) || pages.length > 0).toBe(true)
}

forEachEngine('A page by every way', (open, engine) => {
  test('whatever happens in whatever order', { timeout: 300_000 }, async () => {
    const played = async (steps: readonly Step[]) => {
      await using database = await open()
      await play(database, engine, steps)
    }
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), played), {
      numRuns: engine === 'postgres' ? 5 : 12,
    })
  })

  test('a way that hangs holds up none of the others', async () => {
    await using database = await open()
    await using ringing = await openRinging(database, 1)
    ringing.ways.fault = { fault: 'hangs', of: 'email' }
    const drained = ringing.drain()
    await ringing.ways.has(ann, ['ntfy', 'pushover', 'pagerduty'])
    expect(ringing.ways.rung.map(({ kind }) => kind)).not.toContain('email')
    // The answer ends the others while it still hangs.
    await ringing.escalation.acknowledge(ann, ringing.ways.rung[0]?.page ?? '')
    await ringing.ways.ended('pushover')
    ringing.ways.letGo()
    await drained
    expect(ringing.ways.rung.some(({ to }) => to.includes(ben))).toBe(false)
  })
})
