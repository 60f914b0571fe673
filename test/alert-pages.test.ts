import { expect, test } from 'vitest'
import { policySchema } from '#policy/policy.ts'
import { fire } from './alert-world.ts'
import { forEachEngine, type TestDatabase } from './database.ts'
import { ann, ben, cem, dea, declare, deliver, eve, pages, START, world } from './escalation-world.ts'

const policy = policySchema.parse({
  people: { geoc: [ann, ben, cem], im: [dea] },
  squads: { payments: { sem: [eve], manager: cem } },
  services: { checkout: { name: 'Checkout', squad: 'payments', tier: 1 } },
})

const after = (minutes: number) => new Date(+START + minutes * 60_000)
const open = async (database: TestDatabase) => world(database, { policy })

forEachEngine('A page for alerts', (opened) => {
  test('is climbed like any other, and its person has the alert once they answer', async () => {
    await using database = await opened()
    const now = await open(database)
    await fire(database.db, { group: 7, key: 'errors', at: START })
    for (const _ of [1, 2]) await now.groups.look(7)
    expect(await pages(now, 'A7')).toEqual([`geoc ${ann} queued`])
    await deliver(now, 'A7')
    now.clock.wait(5)
    await now.escalation.climb('A7/1')
    expect(await pages(now, 'A7')).toEqual([`geoc ${ann} timed out`, `geoc ${ben} queued`])
    await now.escalation.acknowledge(ben, `A7/1/1/${ben}`)
    const [shown] = await now.escalation.pagesOf(ben)
    expect(shown).toMatchObject({ subject: 'A7', title: 'errors', status: 'acknowledged', holder: ben })
    await expect(now.escalation.acknowledge(ann, `A7/1/0/${ann}`)).rejects.toThrow(
      `<@${ben}> already has A7.`,
    )
    await now.groups.look(7)
    expect(await pages(now, 'A7')).toHaveLength(2)
  })

  test('goes to the squad of the service, and goes on in the incident that is declared from it', async () => {
    await using database = await opened()
    const now = await open(database)
    await fire(database.db, {
      group: 7,
      key: 'errors',
      at: START,
      title: 'Checkout errors',
      service: 'checkout',
    })
    await now.groups.look(7)
    expect(await pages(now, 'A7')).toEqual([`sem:payments ${eve} queued`])
    now.clock.wait(3)
    const number = await now.groups.declareFor(eve, `A7/1/0/${eve}`, 'click:1')
    expect(await now.groups.declareFor(eve, `A7/1/0/${eve}`, 'click:1')).toBe(number)
    const incident = await now.incidents.load(number)
    expect(incident).toMatchObject({
      title: 'Checkout errors',
      severity: 'P1',
      squad: 'payments',
      services: ['checkout'],
      reporter: eve,
      impactStart: START,
      roles: { 'sem:payments': eve },
    })
    expect(await pages(now, 'A7')).toEqual([])
    expect(await pages(now, number)).toEqual([
      `sem:payments ${eve} acknowledged`,
      `geoc ${ann} queued`,
      `im ${dea} queued`,
    ])
    await now.groups.look(7)
    expect(await pages(now, number)).toHaveLength(3)
  })

  test('whoever had the alert has the incident', async () => {
    await using database = await opened()
    const now = await open(database)
    await fire(database.db, { group: 7, key: 'errors', at: START })
    await now.groups.look(7)
    await now.escalation.acknowledge(ann, `A7/1/0/${ann}`)
    const number = await now.groups.declareFor(ann, `A7/1/0/${ann}`, 'click:1')
    expect(await now.incidents.load(number)).toMatchObject({ acknowledgedBy: ann, roles: { geoc: ann } })
    expect(await pages(now, number)).toEqual([`geoc ${ann} acknowledged`])
  })

  test('a page on its way goes on: a late answer by its old name takes the incident', async () => {
    await using database = await opened()
    const now = await open(database)
    await fire(database.db, { group: 7, key: 'errors', at: START })
    await now.groups.look(7)
    await deliver(now, 'A7')
    now.clock.wait(5)
    await now.escalation.climb('A7/1')
    const number = await now.groups.declareFor(ann, `A7/1/0/${ann}`, 'click:1')
    expect(await now.incidents.load(number)).toMatchObject({ roles: { geoc: ann } })
    expect(await pages(now, number)).toEqual([`geoc ${ann} acknowledged`, `geoc ${ben} cancelled`])
  })

  test('is taken back when all is well before anybody answered, counted, and rests for five minutes', async () => {
    await using database = await opened()
    const now = await open(database)
    await fire(database.db, { group: 7, key: 'errors', at: START })
    await now.groups.look(7)
    await deliver(now, 'A7')
    now.clock.wait(1)
    await fire(database.db, { group: 7, key: 'errors', at: START, cleared: after(1) })
    for (const _ of [1, 2]) await now.groups.look(7)
    expect(await pages(now, 'A7')).toEqual([`geoc ${ann} cancelled`])
    expect((await now.escalation.pagesOf(ann))[0]?.alerts).toMatchObject({
      firing: 0,
      cleared: 1,
      over: after(1),
    })
    const row = await database.db.selectFrom('alert_group').select('taken_back').executeTakeFirstOrThrow()
    expect(row.taken_back).toBe(1)
    now.clock.wait(1)
    await fire(database.db, { group: 7, key: 'errors', at: after(2) })
    expect((await now.groups.look(7)).next).toEqual(after(6))
    now.clock.wait(4)
    await now.groups.look(7)
    expect(await pages(now, 'A7')).toEqual([`geoc ${ann} cancelled`, `geoc ${ann} queued`])
  })

  test('a route declares by the source, once', async () => {
    await using database = await opened()
    const now = await open(database)
    await fire(database.db, { group: 7, key: 'errors', at: START, route: { do: 'declare', severity: 'P2' } })
    await Promise.all([now.groups.look(7), now.groups.look(7)])
    expect(await now.incidents.load(1)).toMatchObject({ reporter: { source: 'prom' }, severity: 'P2' })
    await expect(now.incidents.load(2)).rejects.toThrow('no incident')
  })

  test('alerts of a service join its open incident, and a private one stays apart', async () => {
    await using database = await opened()
    const now = await open(database)
    const number = await declare(now, { services: ['checkout'] })
    await declare(now, { services: ['checkout'], private: true })
    await fire(database.db, { group: 7, key: 'errors', at: after(5), service: 'checkout' })
    now.clock.wait(5)
    await now.groups.look(7)
    expect(await pages(now, 'A7')).toEqual([])
    const row = await database.db.selectFrom('alert_group').select('incident').executeTakeFirstOrThrow()
    expect(row.incident).toBe(number)
  })

  test('quiet for an hour asks nobody, and asks again if it still fires then; not useful is counted', async () => {
    await using database = await opened()
    const now = await open(database)
    await fire(database.db, { group: 7, key: 'errors', at: START }, { group: 8, key: 'disk', at: START })
    for (const one of [7, 8]) await now.groups.look(one)
    await now.groups.quietFor(ann, `A7/1/0/${ann}`)
    expect((await now.groups.look(7)).next).toBeNull()
    expect(await pages(now, 'A7')).toEqual([`geoc ${ann} cancelled`])
    expect((await now.groups.look(7)).next).toEqual(after(60))
    now.clock.wait(60)
    await now.groups.look(7)
    expect(await pages(now, 'A7')).toEqual([`geoc ${ann} cancelled`, `geoc ${ann} queued`])
    expect(await now.groups.notUseful(ann, `A8/1/0/${ann}`)).toBe('A8')
    expect(await pages(now, 'A8')).toEqual([`geoc ${ann} acknowledged`])
  })

  test('in a storm one page stands for all of a route, with the worst five', async () => {
    await using database = await opened()
    const now = await open(database)
    const severity = (nth: number) => (nth > 25 ? 'critical' : 'warning')
    const storm = Array.from({ length: 30 }, (_, nth) => ({
      group: nth + 1,
      key: `alert ${nth + 1}`,
      at: START,
      severity: severity(nth + 1),
    }))
    await fire(database.db, ...(storm as Parameters<typeof fire>[1][]))
    for (const nth of [9, 3, ...storm.map(({ group }) => group)]) await now.groups.look(nth)
    const shown = await now.escalation.pagesOf(ann)
    expect(shown).toHaveLength(1)
    expect(shown[0]).toMatchObject({ subject: 'A1', alerts: { firing: 30 } })
    expect(shown[0]?.alerts?.worst.toSorted()).toEqual([26, 27, 28, 29, 30].map((nth) => `alert ${nth}`))
    await fire(database.db, { ...storm[0], cleared: after(1) } as Parameters<typeof fire>[1])
    await now.groups.look(1)
    expect(await pages(now, 'A1')).toEqual([`geoc ${ann} queued`])
  })
})
