import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '#errors.ts'
import { decide, type Command } from '#incidents/decide.ts'
import { evolve } from '#incidents/evolve.ts'
import {
  type Callee,
  declarationOf,
  type Incident,
  type IncidentEvent,
  type Recorded,
  type Role,
  type Severity,
} from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { applyReactions, type ClimbNews } from './apply-reactions.ts'
import {
  advance,
  type Climb,
  declined,
  type LadderPlan,
  nextClimbLook,
  type ClimbProgress,
  refused,
  sent,
  silenced,
} from './climb.ts'
import type { Level, Step } from './ladder.ts'
import { pageCanBecome, isWaitedFor, type Page, waitedUntil } from './page.ts'
import { type Happened, reactions } from './reaction.ts'
import { outgrown, sparing } from './repeat.ts'

const people = ['ann', 'ben', 'cem', 'dea', 'eve'] as const
const roles = ['geoc', 'im', 'sem:payments'] as const satisfies Role[]
const minute = 60_000

type Act =
  | { act: 'command'; actor: string; command: Command }
  | { act: 'decline' | 'refuse' | 'deliver' | 'silence'; user: string }
  | { act: 'wait'; minutes: number }
  | { act: 'look'; times: number }
  | { act: 'rota changes'; shift: number }
  | { act: 'restart' }

const person = fc.constantFrom(...people)
const role = fc.constantFrom<Role>(...roles)
const severity = fc.constantFrom<Severity>('P1', 'P3', 'P5')
const command = fc.oneof(
  fc.constant<Command>({ do: 'acknowledge' }),
  fc.record({ do: fc.constant('escalate'), role, reason: fc.constant(null), level: fc.nat(5) }),
  fc.record({ do: fc.constant('escalate'), role, reason: fc.constant(null) }),
  fc.record({ do: fc.constant('give role'), role, to: person }),
  fc.record({ do: fc.constant('offer role'), role, to: person, brief: fc.constant('') }),
  fc.record({ do: fc.constant('accept role'), role }),
  fc.record({ do: fc.constant('set severity'), to: severity }),
  fc.constant<Command>({ do: 'resolve', fix: 'reverted', impact: '' }),
  fc.constant<Command>({ do: 'reopen', reason: '' }),
  fc.constant<Command>({ do: 'merge', into: 99 }),
  fc.constant<Command>({ do: 'cancel', reason: '' }),
) as fc.Arbitrary<Command>
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constant('command' as const), actor: person, command }) },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constantFrom('decline', 'refuse', 'deliver', 'silence'), user: person }),
  },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('wait' as const), minutes: fc.nat(12) }) },
  fc.record({ act: fc.constant('look' as const), times: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ act: fc.constant('rota changes' as const), shift: fc.nat(4) }),
  fc.constant<Act>({ act: 'restart' }),
)
const level = fc.record({
  wait: fc.integer({ min: 1, max: 10 }),
  take: fc.constantFrom('one' as const, 'all' as const),
  severe: fc.boolean(),
  who: fc.array(person, { maxLength: 4 }),
})
const ladder = fc.array(level, { maxLength: 5 })

interface World {
  incident: Incident
  climbs: Climb[]
  told: ClimbNews[]
  now: Date
  /** Moves everybody's turn, as a new day does. */
  shift: number
  unheard: Set<string>
}

function planFor(
  world: World,
  ladders: readonly (typeof ladder extends fc.Arbitrary<infer L> ? L : never)[],
): LadderPlan {
  const { incident, now, shift, unheard } = world
  const rows = (of: Callee) => ladders[roles.indexOf(of as (typeof roles)[number])] ?? []
  return {
    steps: (of) =>
      rows(of).map((row): Step => ({ page: row.who, wait: row.wait * minute, severities: null })),
    levels: (climb) =>
      rows(climb.role).map(
        (row, index): Level => ({
          name: `level ${index}`,
          wait: row.wait * minute,
          awaited: false,
          applies: !row.severe || incident.severity === 'P1',
          take: row.take,
          candidates: row.who.map((name) => {
            const user = people[(people.indexOf(name) + shift) % people.length] ?? name
            const night =
              incident.severity === 'P5' && climb.startedBy === null && now.getTime() < 30 * minute
            return {
              user,
              why: '',
              asleepUntil: night ? new Date(30 * minute) : null,
              silenced: unheard.has(user),
            }
          }),
        }),
      ),
  }
}

test('in every random course nobody is asked in vain, and somebody is waited for until the end is told', () => {
  fc.assert(
    fc.property(
      fc.tuple(ladder, ladder, ladder),
      severity,
      fc.array(act, { maxLength: 25 }),
      (ladders, first, acts) => {
        const declaration = {
          ...declarationOf('x'),
          severity: first,
          squad: 'payments',
        }
        const declared = {
          type: 'declared',
          number: 1,
          ...declaration,
          actor: 'rea',
          seq: 1,
          at: new Date(0),
        } as const
        const world: World = {
          incident: evolve(null, declared),
          climbs: [],
          told: [],
          now: new Date(0),
          shift: 0,
          unheard: new Set(),
        }
        const record: Recorded[] = []
        const follow = (events: Happened[]) => {
          record.push(
            ...events.map((event, nth) => ({ ...event, seq: record.length + nth + 1, at: world.now })),
          )
          const rises = events.some(({ type }) => type === 'severity changed')
          const lower = rises ? outgrown(world, record, 'P3') : []
          const todo = reactions(
            world.incident,
            events,
            world.climbs,
            world.incident.severity === 'P1',
            lower,
          )
          const plan = sparing(planFor(world, ladders), world.climbs)
          const done = applyReactions(todo, 1, world.climbs, plan, world.now)
          world.climbs = done.climbs
          world.told.push(...done.told)
        }
        const each = (change: (climb: Climb) => ClimbProgress) => {
          world.climbs = world.climbs.map((climb) => {
            const changed = change(climb)
            const after = advance(changed.climb, planFor(world, ladders).levels(climb), world.now)
            world.told.push(...[...changed.news, ...after.news].map((news) => ({ role: climb.role, news })))
            return after.climb
          })
        }
        follow([declared])
        check(world, [])
        for (const one of acts) {
          const before = world.climbs
          const held = world.incident.roles
          perform(one, world, follow, each)
          check(world, before)
          const taken = roles.filter((of) => world.incident.roles[of] !== held[of])
          expect(
            world.climbs.filter((climb) => taken.includes(climb.role as never) && climb.state === 'climbing'),
          ).toEqual([])
        }
      },
    ),
    { numRuns: 2000 },
  )
})

function perform(
  one: Act,
  world: World,
  follow: (events: Happened[]) => void,
  each: (change: (climb: Climb) => ClimbProgress) => void,
): void {
  const look = () => each((climb) => ({ climb, news: [] }))
  switch (one.act) {
    case 'command': {
      const before = world.incident
      try {
        const events = decide(world.incident, one.actor, one.command, world.now)
        world.incident = events.reduce((incident: Incident, event: IncidentEvent) => {
          return evolve(incident, { ...event, seq: incident.version + 1, at: world.now, actor: one.actor })
        }, world.incident)
        follow(events.map((event) => ({ ...event, actor: one.actor })))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        world.incident = before
      }
      return
    }
    case 'decline':
      return each((climb) => declined(climb, one.user, null, world.now))
    case 'refuse':
      return each((climb) => refused(climb, one.user, 'user_not_found', world.now))
    case 'deliver':
      return each((climb) =>
        sent(climb, climb.pages.find((page) => page.user === one.user)?.id ?? '', world.now, '1.0'),
      )
    case 'silence':
      world.unheard.add(one.user)
      return each((climb) => ({ climb: silenced(climb, one.user, true), news: [] }))
    case 'wait':
      world.now = new Date(world.now.getTime() + one.minutes * minute)
      return look()
    case 'look':
      for (let i = 0; i < one.times; i += 1) look()
      return
    case 'rota changes':
      world.shift = one.shift
      return look()
    case 'restart':
      world.climbs = structuredClone(world.climbs)
      return look()
  }
}

function check(world: World, before: readonly Climb[]): void {
  const now = world.now
  for (const climb of world.climbs) {
    const earlier = before.find((one) => one.id === climb.id)
    const fresh = climb.pages.filter((page) => !earlier?.pages.some((one) => one.id === page.id))
    if (earlier && earlier.state !== 'climbing') expect(fresh).toEqual([])
    expect(new Set(climb.pages.map((page) => page.user)).size).toBe(climb.pages.length)
    expect(
      climb.pages.every((page) =>
        isLegal(
          earlier?.pages.find((one) => one.id === page.id),
          page,
        ),
      ),
    ).toBe(true)
    for (const page of climb.pages.filter((one) => one.status === 'timed out')) {
      expect(page.climbsAt <= now).toBe(true)
      if (page.sentAt === null) expect(waitedUntil({ ...page, status: 'queued' }) <= now).toBe(true)
      expect(page.refused).toBe(page.sentAt === null ? 'undelivered' : null)
    }
    expect(climb.pages.filter((page) => page.status === 'acknowledged').length).toBeLessThanOrEqual(1)
    const waiting = climb.pages.filter(isWaitedFor)
    if (climb.state === 'climbing') {
      expect(waiting.length > 0 || climb.heldUntil !== null).toBe(true)
      expect(nextClimbLook(climb, now)?.getTime()).toBeGreaterThan(now.getTime())
    } else {
      expect(waiting).toEqual([])
      expect(nextClimbLook(climb, now)).toBe(null)
    }
  }
  const ended = world.told.filter(({ news }) => news.what === 'ended').length
  expect(ended).toBeGreaterThanOrEqual(world.climbs.filter((climb) => climb.state === 'exhausted').length)
  expect(ended).toBeLessThanOrEqual(world.climbs.length)
  expect(world.told.filter(({ news }) => news.what === 'paged').length).toBe(
    world.climbs.flatMap((one) => one.pages).length,
  )
  const byItself = world.climbs.filter((climb) => climb.role === 'im' && climb.startedBy === null)
  if (world.incident.severity !== 'P1')
    expect(byItself.filter((climb) => climb.state === 'climbing')).toEqual([])
  for (const of of roles) {
    const climbing = world.climbs.filter((climb) => climb.role === of && climb.state === 'climbing')
    expect(climbing.length).toBeLessThanOrEqual(1)
    if (!isOpen(world.incident.status)) expect(climbing).toEqual([])
  }
  if (isOpen(world.incident.status)) {
    const geoc = world.climbs.filter((climb) => climb.role === 'geoc')
    const told = world.incident.roles.geoc !== undefined || geoc.some((climb) => climb.state === 'exhausted')
    expect(told || geoc.some((climb) => climb.state === 'climbing')).toBe(true)
  }
}

function isLegal(before: Page | undefined, after: Page): boolean {
  if (!before || before.status === after.status) return true
  // Two moves at once: sent or timed out, and then more, within one act.
  return pageCanBecome(before.status, after.status)
}
