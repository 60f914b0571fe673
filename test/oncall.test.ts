/** Changes of rotas are kept and told, and each of life's corners has a kind outcome. */
import { expect, test } from 'vitest'
import { Refusal } from '#errors.ts'
import { createRotaLookup } from '#oncall/rota-lookup.ts'
import { hashPlainSecrets } from '#oncall/calendar-store.ts'
import { createDepartures } from '#people/departure-service.ts'
import { createPeopleService } from '#people/people-service.ts'
import { erasePerson } from '#app/erase-person.ts'
import { savePeople } from '#people/person-store.ts'
import { syncRotas } from '#oncall/sync-rotas-service.ts'
import { listedOnCall } from '#escalation/on-call-lookup.ts'
import { policySchema } from '#policy/policy.ts'
import { forEachEngine, testDatabase } from './database.ts'
import { OnCallWorld, type Rotas, START, usual } from './oncall-world.ts'

const [ann, bo, cy, dee] = ['U0ANN', 'U0BO', 'U0CY', 'U0DEE'] as const
const day = 86_400_000

async function joined(world: OnCallWorld, ...users: string[]): Promise<Rotas> {
  await syncRotas({ db: world.db, clock: world.clock, policy: world.policy })
  await world.people([ann, bo, cy, dee])
  const rotas = world.service()
  for (const user of users) await rotas.join(user, 'geoc', world.key())
  return rotas
}

async function refusal(change: Promise<unknown>): Promise<string> {
  const error = await change.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(Refusal)
  return (error as Refusal).message
}

async function shiftOf(rotas: Rotas, user: string, after: Date) {
  const shift = (await rotas.rota('geoc')).shifts.find((each) => each.user === user && each.start > after)
  if (!shift) throw new Error(`${user} has no shift`)
  return shift
}

forEachEngine('rotas', (open, engine) => {
  test('come back from the database as they went in', async () => {
    await using database = await open()
    const world = new OnCallWorld(database)
    const rotas = await joined(world, ann, bo, cy, dee)
    const mine = await shiftOf(rotas, ann, world.later(24))
    const theirs = await shiftOf(rotas, bo, world.later(24))
    await rotas.offerSwap(ann, 'geoc', { mine: mine.start, theirs: theirs.start }, world.key())
    await rotas.away(cy, { first: '2027-03-20', last: '2027-03-25' }, world.key())
    const { id } = await rotas.askCover(ann, 'geoc', { ...mine, note: 'A concert' }, world.key())
    await rotas.override(
      dee,
      'geoc',
      { user: dee, start: world.later(1), end: world.later(3), reason: 'Trying it' },
      world.key(),
    )
    const state = await rotas.rota('geoc')
    expect(state.rota.members.map((member) => member.user)).toEqual([ann, bo, cy, dee])
    expect(state.shifts[0]?.reason).toMatchObject({ available: expect.any(Number), last: null })
    expect(state.covers.map((cover) => [cover.kind, cover.by, cover.note])).toEqual([
      ['override', dee, 'Trying it'],
      ['cover', ann, 'A concert'],
    ])
    expect(state.covers.find((cover) => cover.id === id)).toMatchObject({ start: mine.start, user: null })
    expect(state.swaps).toMatchObject([{ from: { user: ann }, to: { user: bo }, status: 'offered' }])
    expect(state.aways).toMatchObject([{ user: cy, start: new Date('2027-03-19T23:00:00Z') }])
    expect(state.publishedUntil?.getTime()).toBeGreaterThan(+START + 60 * day)
  })

  test('a second delivery of one submission changes nothing and answers the same', async () => {
    await using database = await open()
    const world = new OnCallWorld(database)
    const rotas = await joined(world, ann, bo)
    const shift = await shiftOf(rotas, ann, world.later(24))
    const key = world.key()
    const first = await rotas.askCover(ann, 'geoc', { ...shift, note: '' }, key)
    const again = await rotas.askCover(ann, 'geoc', { ...shift, note: '' }, key)
    expect(again).toEqual(first)
    expect((await rotas.rota('geoc')).covers).toHaveLength(1)
  })

  test('two people take one cover at once: one has it, the other is thanked', async () => {
    await using database = await open()
    const world = new OnCallWorld(database)
    const rotas = await joined(world, ann, bo, cy, dee)
    const shift = await shiftOf(rotas, ann, world.later(24))
    const { id } = await rotas.askCover(ann, 'geoc', { ...shift, note: '' }, world.key())
    const other = await database.again()
    const elsewhere = world.service(other.db)
    const outcomes = await Promise.allSettled([
      rotas.takeCover(bo, 'geoc', id ?? '', world.key()),
      elsewhere.takeCover(cy, 'geoc', id ?? '', world.key()),
    ])
    if (engine === 'postgres') await other[Symbol.asyncDispose]()
    const lost = outcomes.filter((one) => one.status === 'rejected')
    expect(lost).toHaveLength(1)
    const { covers } = await rotas.rota('geoc')
    const winner = covers[0]?.user
    expect([bo, cy]).toContain(winner)
    expect(String(lost[0]?.reason)).toContain(`Thank you! <@${winner}> was a moment faster`)
  })

  test('an absence holds in every rota, and so does its end', async () => {
    await using database = await open()
    const world = new OnCallWorld(database)
    const rotas = await joined(world, ann)
    await rotas.join(ann, 'im', world.key())
    await rotas.away(ann, { first: '2027-03-05', last: '2027-03-07' }, world.key())
    expect((await rotas.gaps()).map(({ rota, gaps }) => [rota.id, gaps.length])).toEqual([
      ['geoc', 1],
      ['im', 1],
    ])
    expect((await rotas.back(ann, null, world.key())).map(({ rota }) => rota.id)).toEqual(['geoc', 'im'])
    expect(await rotas.gaps()).toEqual([])
    expect(await refusal(rotas.back(ann, null, world.key()))).toContain('You are not marked as away')
  })
})

test('a swap with someone who has left is refused kindly, and their shifts are others’', async () => {
  await using database = await testDatabase()
  const world = new OnCallWorld(database)
  const rotas = await joined(world, ann, bo, cy)
  const [mine, theirs] = [
    await shiftOf(rotas, ann, world.later(24)),
    await shiftOf(rotas, bo, world.later(24)),
  ]
  const { id } = await rotas.offerSwap(ann, 'geoc', { mine: mine.start, theirs: theirs.start }, world.key())
  await rotas.personLeft(ann)
  await rotas.personLeft(ann)
  expect(await refusal(rotas.acceptSwap(bo, 'geoc', id ?? '', world.key()))).toContain(
    `<@${ann}> has left this rota`,
  )
  const state = await rotas.rota('geoc')
  expect(state.shifts.filter((shift) => shift.user === ann && shift.end > world.now)).toEqual([])
  expect(await rotas.gaps()).toEqual([])
})

test('a rota of one is always that one; of none, the policy answers; everyone away is a gap to be taken', async () => {
  await using database = await testDatabase()
  const policy = policySchema.parse({ people: { geoc: [dee] }, rotas: { time_zone: 'Europe/Paris' } })
  const world = new OnCallWorld(database, policy)
  const rotas = await joined(world)
  const lookup = createRotaLookup(listedOnCall(policy))
  const now = async () => (await lookup.at(world.db, 'geoc', world.now)).map((one) => [one.user, one.why])
  expect(await now()).toEqual([[dee, 'you are on call as GEOC (listed in muster.yml)']])
  expect((await rotas.turns())[0]).toMatchObject({ current: null, standIns: [dee], gap: null })

  await rotas.join(ann, 'geoc', world.key())
  expect(await now()).toEqual([[ann, 'you are on call as GEOC today']])
  expect((await rotas.turns())[0]).toMatchObject({ current: { user: ann }, next: null, standIns: [] })

  await rotas.away(ann, { first: '2027-03-01', last: '2027-03-02' }, world.key())
  expect(await now()).toEqual([[dee, 'you are on call as GEOC (listed in muster.yml)']])
  const [gap] = (await rotas.gaps())[0]?.gaps ?? []
  if (!gap) throw new Error('there is no gap')
  await rotas.takeGap(cy, 'geoc', gap.start, world.key())
  expect(await now()).toEqual([[cy, 'you stand in as GEOC now']])
  expect(await refusal(rotas.takeGap(bo, 'geoc', gap.start, world.key()))).toContain('already on call then')
})

test('on the leap day the turn changes hands at nine as on any other', async () => {
  await using database = await testDatabase()
  const world = new OnCallWorld(database, usual, new Date('2028-02-20T12:00:00Z'))
  const rotas = await joined(world, ann, bo, cy)
  const shown = await rotas.schedule('geoc', new Date('2028-02-28T12:00Z'), new Date('2028-03-01T12:00Z'))
  expect(shown.stretches.slice(1).map(({ start }) => start.toISOString())).toEqual([
    '2028-02-29T08:00:00.000Z',
    '2028-03-01T08:00:00.000Z',
  ])
  const [february] = await rotas.hours('2028-02')
  const passed = february?.rows.reduce((sum, { total }) => sum + total, 0)
  expect(passed).toBe((Date.parse('2028-02-29T23:00Z') - +world.now) / 3_600_000)
})

test('hours are cut by the clock of whoever was on call; of somebody unknown, by the rota’s', async () => {
  await using database = await testDatabase()
  const world = new OnCallWorld(database)
  const rotas = await joined(world, ann, 'U0NEW')
  await world.people([ann], 'America/New_York')
  const [march] = await rotas.hours('2027-03')
  expect(new Map(march?.rows.map(({ user, timeZone }) => [user, timeZone]))).toEqual(
    new Map([
      [ann, 'America/New_York'],
      ['U0NEW', 'Europe/Paris'],
    ]),
  )
})

test('pages go to those on call, then to those who come next, never to somebody away', async () => {
  await using database = await testDatabase()
  const world = new OnCallWorld(database)
  const rotas = await joined(world, ann, bo, cy)
  const lookup = createRotaLookup(listedOnCall(world.policy))
  const everyone = async () =>
    (await lookup.turns(world.db, 'geoc', world.clock.now())).everyone.map((one) => one.user)
  const { current, next } = (await rotas.turns())[0] ?? {}
  expect((await everyone()).slice(0, 2)).toEqual([current?.user, next?.user])
  const third = [ann, bo, cy].find((user) => ![current?.user, next?.user].includes(user)) ?? cy
  await rotas.away(third, { first: '2027-03-01', last: '2027-03-03' }, world.key())
  expect(await everyone()).not.toContain(third)
})

test('new settings redraw what is ahead: another hour keeps everybody’s days, what has passed stays', async () => {
  await using database = await testDatabase()
  const world = new OnCallWorld(database)
  const rotas = await joined(world, ann, bo, cy)
  world.now = world.later(72)
  const before = await rotas.rota('geoc')
  world.policy = policySchema.parse({ rotas: { time_zone: 'Europe/Paris', hand_over: '10:00' } })
  await syncRotas({ db: world.db, clock: world.clock, policy: world.policy })
  const after = await rotas.rota('geoc')
  const passed = (state: typeof after) => state.shifts.filter((shift) => shift.start <= world.now)
  expect(passed(after)).toEqual(passed(before))
  expect(await rotas.gaps()).toEqual([])
  const ahead = after.shifts.filter((shift) => shift.start > world.later(48))
  expect(new Set(ahead.slice(0, 20).map(({ start }) => start.getUTCHours()))).toEqual(new Set([9]))
  const holder = (state: typeof after, at: Date) =>
    state.shifts.find((shift) => shift.start <= at && at < shift.end)?.user
  const noons = Array.from({ length: 30 }, (_, i) => world.later(24 * (i + 1)))
  expect(noons.map((noon) => holder(after, noon))).toEqual(noons.map((noon) => holder(before, noon)))
})

test('a feed is read with its secret until it is revoked', async () => {
  await using database = await testDatabase()
  const world = new OnCallWorld(database)
  const rotas = await joined(world, ann, bo)
  const secret = await rotas.calendar(ann, 'mine')
  expect(await rotas.calendar(ann, 'mine')).toBe(secret)
  const text = await rotas.calendarText(secret)
  expect(text).toContain('SUMMARY:On call: GEOC')
  expect(await rotas.calendarText(await rotas.calendar(bo, 'geoc'))).toContain(`SUMMARY:GEOC: ${ann}`)
  await rotas.revokeCalendar(ann, 'mine')
  expect(await rotas.calendarText(secret)).toBeNull()
  expect(await rotas.calendar(ann, 'mine')).not.toBe(secret)
})

test.each([
  ['left', { active: false, guest: false }],
  ['became a guest', { active: true, guest: true }],
])('a feed of somebody who %s opens nothing any more, nor when they are back', async (_, standing) => {
  await using database = await testDatabase()
  const world = new OnCallWorld(database)
  const rotas = await joined(world, ann, bo)
  const [own, other] = [await rotas.calendar(ann, 'geoc'), await rotas.calendar(bo, 'geoc')]
  const isNow = (now: { active: boolean; guest: boolean }) =>
    savePeople(
      world.db,
      [{ id: ann, name: ann, email: null, timeZone: 'UTC', changedAt: null, ...now }],
      world.now,
    )
  await isNow(standing)
  expect(await rotas.calendarText(own)).toBeNull()
  await isNow({ active: true, guest: false })
  expect(await rotas.calendarText(own)).toBeNull()
  expect(await rotas.calendarText(other)).toContain('SUMMARY')
})

test('addresses end when Slack says that their person is gone, and when they are erased', async () => {
  await using database = await testDatabase()
  const world = new OnCallWorld(database)
  const rotas = await joined(world, ann, bo)
  const [anns, bos] = [await rotas.calendar(ann, 'geoc'), await rotas.calendar(bo, 'geoc')]
  const { db, clock, slack } = world
  const people = createPeopleService({ db, clock, slack })
  const departures = createDepartures({ people, calendars: rotas, holdings: [] })
  await departures.seen({ id: ann, deleted: true })
  await departures.seen({ id: ann, deleted: false })
  expect(await rotas.calendarText(anns)).toBeNull()
  expect(await rotas.calendarText(bos)).toContain('SUMMARY')
  await erasePerson(db, bo, clock)
  expect(await rotas.calendarText(bos)).toBeNull()
})

test('the database knows no address, and those of older versions work on', async () => {
  await using database = await testDatabase()
  const world = new OnCallWorld(database)
  const rotas = await joined(world, ann, bo)
  const secret = await rotas.calendar(ann, 'geoc')
  const made_at = world.now
  await world.db
    .insertInto('calendar_secret')
    .values({ secret: 'of-an-older-version', person: bo, feed: 'geoc', made_at })
    .execute()
  await hashPlainSecrets(world.db)
  const kept = JSON.stringify([
    await world.db.selectFrom('calendar_key').selectAll().execute(),
    await world.db.selectFrom('calendar_secret').selectAll().execute(),
  ])
  expect(kept).not.toContain(secret)
  expect(kept).not.toContain('of-an-older-version')
  expect(await rotas.calendarText('of-an-older-version')).toContain('SUMMARY')
  const fresh = await rotas.calendar(bo, 'geoc')
  expect(await rotas.calendarText('of-an-older-version')).toContain('SUMMARY')
  await rotas.revokeCalendar(bo, 'geoc')
  expect(await rotas.calendarText('of-an-older-version')).toBeNull()
  expect(await rotas.calendarText(fresh)).toBeNull()
})

test('an entry of a feed stays the same one, whoever reads it when, and whoever takes its turn', async () => {
  await using database = await testDatabase()
  const world = new OnCallWorld(database)
  const rotas = await joined(world, ann)
  const secret = await rotas.calendar(ann, 'geoc')
  const read = async () => {
    const entries = (await rotas.calendarText(secret))?.split('BEGIN:VEVENT').slice(1) ?? []
    return new Map(entries.map((entry) => [/UID:(.*)\r/.exec(entry)?.[1], entry.replace(/DTSTAMP:.*/, '')]))
  }
  world.now = world.later(50 * 24)
  await rotas.join(bo, 'geoc', world.key())
  const before = await read()
  expect(before.size).toBeGreaterThan(60)
  world.now = world.later(5)
  const shift = await shiftOf(rotas, ann, world.now)
  const asked = await rotas.askCover(ann, 'geoc', { ...shift, note: '' }, world.key())
  await rotas.takeCover(bo, 'geoc', asked.id ?? '', world.key())
  const after = await read()
  expect([...after.keys()]).toEqual([...before.keys()])
  const changed = [...after].filter(([uid, entry]) => before.get(uid) !== entry).map(([, entry]) => entry)
  expect(changed).toHaveLength(1)
  expect(changed[0]).toMatch(/SUMMARY:GEOC: U0BO\r\nDESCRIPTION:Stands in for U0ANN/)
})
