import fc from 'fast-check'
import { expect, test } from 'vitest'
import { claimable, endRun } from '#due/due-store.ts'
import { Refusal } from '#errors.ts'
import type { Climb } from '#escalation/climb.ts'
import { isWaitedFor, waitedUntil } from '#escalation/page.ts'
import type { Command } from '#incidents/decide.ts'
import type { Role, Severity } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { type Policy, policySchema } from '#policy/policy.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import {
  ann,
  ben,
  cem,
  dea,
  declare,
  deliver,
  eve,
  services,
  type World,
  world,
  write,
} from './escalation-world.ts'

const person = fc.constantFrom(ann, ben, cem, dea, eve)
const role = fc.constantFrom<Role>('geoc', 'im', 'sem:payments')
const severity = fc.constantFrom<Severity>('P1', 'P3', 'P5')
const level = fc.record({
  page: fc.oneof(
    fc.constantFrom('geoc', 'next-geoc', 'im', 'sem', 'next-sem', 'manager', 'rota'),
    fc.array(person, { minLength: 1, maxLength: 3 }),
  ),
  wait: fc.constantFrom('1m', '5m'),
  severities: fc.constantFrom(null, ['P1']),
})
const ladder = fc.array(level, { minLength: 1, maxLength: 4 })
const anyPolicy = fc
  .record({
    geoc: fc.array(person),
    im: fc.array(person),
    sem: fc.array(person),
    ladders: fc.record({ geoc: ladder, im: ladder, sem: ladder }),
  })
  .map(({ geoc, im, sem, ladders }) =>
    policySchema.parse({ people: { geoc, im }, squads: { payments: { sem, manager: cem } }, ladders }),
  )
const command = fc.oneof(
  fc.constant({ do: 'acknowledge' }),
  fc.record({ do: fc.constant('escalate'), role, reason: fc.constant(null), level: fc.nat(4) }),
  fc.record({ do: fc.constant('give role'), role, to: person }),
  fc.record({ do: fc.constant('offer role'), role, to: person, brief: fc.constant('') }),
  fc.record({ do: fc.constant('accept role'), role }),
  fc.record({ do: fc.constant('set severity'), to: severity }),
  fc.constant({ do: 'resolve', fix: 'reverted', impact: '' }),
  fc.constant({ do: 'reopen', reason: '' }),
  fc.constant({ do: 'cancel', reason: '' }),
  fc.constant({ do: 'merge', into: 1 }),
) as fc.Arbitrary<Command>
type Act =
  | { act: 'command'; user: string; command: Command }
  | { act: 'acknowledge' | 'decline' | 'write' | 'leave' | 'silence'; user: string }
  | { act: 'wait'; minutes: number }
  | { act: 'restart' | 'slack takes it' }
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constant('command' as const), user: person, command }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constantFrom(
        'acknowledge' as const,
        'decline' as const,
        'write' as const,
        'leave' as const,
        'silence' as const,
      ),
      user: person,
    }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('wait' as const), minutes: fc.nat(8) }) },
  fc.constant<Act>({ act: 'restart' }),
  { weight: 3, arbitrary: fc.constant<Act>({ act: 'slack takes it' }) },
)

let submissions = 0

test('in the database too: somebody is waited for, with a timer, until somebody answers or the end is told', async () => {
  await fc.assert(
    fc.asyncProperty(anyPolicy, severity, fc.array(act, { maxLength: 12 }), async (policy, first, acts) => {
      await using database = await testDatabase()
      const now = await world(database, { policy })
      await declare(now, { title: 'Another one' })
      const number = await declare(now, { severity: first, squad: 'payments' })
      let before = await check(database, now, number, [])
      for (const one of acts) {
        await perform(one, database, now, number, policy).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error
        })
        await runDue(database, now)
        before = await check(database, now, number, before)
      }
    }),
    { numRuns: 40 },
  )
})

async function perform(
  one: Act,
  database: TestDatabase,
  now: World,
  number: number,
  policy: Policy,
): Promise<void> {
  const { db } = database
  switch (one.act) {
    case 'command':
      await now.incidents.act(one.user, number, one.command, `key ${(submissions += 1)}`)
      return
    case 'acknowledge':
    case 'decline': {
      const climbs = await now.escalation.climbsOf(number)
      const page = climbs.flatMap((climb) => climb.pages).findLast((each) => each.user === one.user)
      if (!page) return
      if (one.act === 'decline') await now.escalation.decline(one.user, page.id, null)
      // Delivered twice.
      else for (const _ of [1, 2]) await now.escalation.acknowledge(one.user, page.id)
      return
    }
    case 'write':
      now.clock.wait(1 / 60)
      return write(database, now, number, one.user, now.clock.now())
    case 'leave':
      await db.updateTable('person').set({ active: false }).where('id', '=', one.user).execute()
      return now.escalation.personLeft(one.user)
    case 'silence':
      return now.escalation.knowSilence(one.user, new Date(now.clock.now().getTime() + 600_000))
    case 'wait':
      return now.clock.wait(one.minutes)
    case 'slack takes it':
      return deliver(now, number)
    case 'restart':
      Object.assign(now, services(db, now.clock, policy))
  }
}

async function runDue({ db }: TestDatabase, { clock, escalation }: World): Promise<void> {
  const isTimer = (key: string) => key.startsWith('escalation:')
  for (;;) {
    const due = (await claimable(db, clock.now(), 1000)).filter(({ key }) => isTimer(key))
    if (due.length === 0) return
    for (const { key, seq } of due) {
      const { next } = await escalation.climb(key.slice('escalation:'.length))
      await endRun(db, key, seq, next)
    }
  }
}

async function check({ db }: TestDatabase, now: World, number: number, before: Climb[]): Promise<Climb[]> {
  const [incident, events, climbs] = await Promise.all([
    now.incidents.load(number),
    now.incidents.events(number),
    now.escalation.climbsOf(number),
  ])
  const timers = await db.selectFrom('due').selectAll().where('key', 'like', 'escalation:%').execute()
  for (const climb of climbs) {
    const earlier = before.find((one) => one.id === climb.id)
    // Only a ladder that ended may go on, where another severity opened levels.
    const goesOn = earlier?.state === 'exhausted' && earlier.pages.length < climb.pages.length
    if (goesOn) expect(events.some((event) => event.type === 'severity changed')).toBe(true)
    else if (earlier && earlier.state !== 'climbing') expect(climb.pages.length).toBe(earlier.pages.length)
    expect(new Set(climb.pages.map((page) => page.user)).size).toBe(climb.pages.length)
    const waiting = climb.pages.filter(isWaitedFor)
    if (climb.state !== 'climbing') expect(waiting).toEqual([])
    else {
      expect(waiting.length > 0 || climb.heldUntil !== null).toBe(true)
      const timer = timers.find(({ key }) => key === `escalation:${climb.id}`)
      const latest =
        climb.heldUntil ?? new Date(Math.max(...waiting.map((page) => waitedUntil(page).getTime())))
      expect(timer?.due_at.getTime()).toBeLessThanOrEqual(latest.getTime())
    }
  }
  const climbing = climbs.filter((climb) => climb.state === 'climbing')
  if (!isOpen(incident.status)) expect(climbing).toEqual([])
  else {
    const answeredOrTold =
      incident.roles.geoc !== undefined ||
      climbs.some((one) => one.role === 'geoc' && one.state === 'exhausted')
    expect(answeredOrTold || climbing.some((climb) => climb.role === 'geoc')).toBe(true)
  }
  const ended = events.filter((event) => event.type === 'ladder ended').length
  expect(ended).toBeGreaterThanOrEqual(climbs.filter((climb) => climb.state === 'exhausted').length)
  expect(events.filter((event) => event.type === 'paged')).toHaveLength(
    climbs.flatMap((climb) => climb.pages).length,
  )
  return climbs
}
