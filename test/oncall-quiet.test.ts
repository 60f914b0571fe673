/** At the times in which a rota means nobody, nobody is asked and nobody is missed; hours that change move nobody. */
import { expect, test } from 'vitest'
import { createRotaLookup } from '#oncall/rota-lookup.ts'
import { syncRotas } from '#oncall/sync-rotas-service.ts'
import { listedOnCall } from '#escalation/on-call-lookup.ts'
import { policySchema } from '#policy/policy.ts'
import { testDatabase } from './database.ts'
import { OnCallWorld, TECH } from './oncall-world.ts'

const [ann, bo, dee] = ['U0ANN', 'U0BO', 'U0DEE'] as const
/** A Monday at one in the afternoon, in Paris. */
const START = new Date('2027-03-01T12:00:00Z')

const withHours = (hours: object | undefined, turn = 'week') =>
  policySchema.parse({
    channels: { tech: TECH },
    people: { geoc: [dee] },
    rotas: { time_zone: 'Europe/Paris', geoc: { turn, usergroup: 'geoc', ...(hours && { hours }) } },
  })
const office = { from: '09:00', to: '18:00' }

async function company(policy = withHours(office)) {
  const database = await testDatabase()
  const world = new OnCallWorld(database, policy, START)
  await world.people([ann, bo, dee])
  const process = await world.start()
  for (const user of [ann, bo]) await process.rotas.join(user, 'geoc', world.key())
  await world.settle(process)
  return {
    world,
    process,
    async [Symbol.asyncDispose]() {
      await process[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

test('in quiet time the rota asks nobody, neither its people nor those the policy lists', async () => {
  await using home = await company()
  const { world } = home
  const lookup = createRotaLookup(listedOnCall(world.policy))
  expect((await lookup.turns(world.db, 'geoc', world.now)).current).toHaveLength(1)
  const evening = await lookup.turns(world.db, 'geoc', new Date('2027-03-01T20:00:00Z'))
  expect(evening).toEqual({ current: [], everyone: [], awaited: false, quiet: true })
})

test('the day’s message says that it is quiet as planned, and no gap is told', async () => {
  await using home = await company()
  const { world, process } = home
  await world.advanceTo(new Date('2027-03-01T16:59:00Z'), process)
  expect(world.said().join('\n')).toMatch(/GEOC: <@U0\w+>, until 2027-03-05 17:00 UTC, then/)
  await world.advanceTo(new Date('2027-03-01T17:01:00Z'), process)
  expect(world.said().join('\n')).toMatch(
    /GEOC: nobody now, as planned \(Mon to Fri, 09:00 to 18:00\), then <@U0/,
  )
  await world.advanceTo(new Date('2027-03-08T12:00:00Z'), process)
  expect(world.said().join('\n')).not.toContain('Nobody is on call')
  expect(await process.rotas.gaps()).toEqual([])
})

test('a week in office hours begins once', async () => {
  await using home = await company()
  const { world, process } = home
  await world.advanceTo(new Date('2027-03-12T17:00:00Z'), process)
  const greeted = [ann, bo].map((user) =>
    world.said(user).filter((text) => text.startsWith('You are GEOC now')),
  )
  // Ann began when she was added, which the welcome says.
  expect(greeted.map((all) => all.length)).toEqual([0, 1])
  const both = [...(greeted[0] ?? []), ...(greeted[1] ?? [])].join('\n')
  expect(both).toContain('at other times nobody is')
})

test('hours that come at a restart move nobody; without them again, nobody is missing', async () => {
  await using home = await company(withHours(undefined))
  const { world, process } = home
  const shifts = async () =>
    (await process.rotas.rota('geoc')).shifts.map(({ start, user }) => `${start.toISOString()} ${user}`)
  const before = await shifts()
  for (const hours of [office, undefined]) {
    world.policy = withHours(hours)
    await syncRotas({ db: world.db, clock: world.clock, policy: world.policy })
    expect((await process.rotas.rota('geoc')).rota.hours === null).toBe(hours === undefined)
    expect((await shifts()).slice(0, 6)).toEqual(
      hours ? before.slice(0, 6) : expect.arrayContaining(before.slice(1, 6)),
    )
    expect(await process.rotas.gaps()).toEqual([])
  }
})

test('a restart with the same hours changes nothing', async () => {
  await using home = await company()
  const { world, process } = home
  const before = await process.rotas.rota('geoc')
  await syncRotas({ db: world.db, clock: world.clock, policy: world.policy })
  expect(await process.rotas.rota('geoc')).toEqual(before)
})

test('a rota knows where its people live, and gives half a day to those who are awake', async () => {
  await using home = await company(withHours(undefined, '12h'))
  const { world, process } = home
  await world.people(['U0KEN'], 'Asia/Tokyo')
  await process.rotas.join('U0KEN', 'geoc', world.key())
  const { rota, shifts } = await process.rotas.rota('geoc')
  expect(rota.members.map((member) => member.timeZone)).toEqual([
    'Europe/Paris',
    'Europe/Paris',
    'Asia/Tokyo',
  ])
  const ahead = shifts.filter(({ start }) => start > START)
  expect(
    new Set(ahead.filter(({ user }) => user === 'U0KEN').map(({ start }) => start.getUTCHours() > 12)),
  ).toEqual(new Set([true]))
  // Ken alone has the nights of Paris, as long as a quarter of the time is not too much for him.
  const lookup = createRotaLookup(listedOnCall(world.policy))
  const evening = await lookup.turns(world.db, 'geoc', new Date('2027-03-01T19:00:00Z'))
  expect(evening.everyone.at(-1)?.user).toBe('U0KEN')
})
