import { expect, test } from 'vitest'
import { policySchema } from '#policy/policy.ts'
import { forEachEngine } from './database.ts'
import {
  ann,
  ben,
  cem,
  dea,
  declare,
  deliver,
  eve,
  pages,
  rea,
  START,
  world,
  write,
} from './escalation-world.ts'

forEachEngine('Escalation', (open) => {
  test('nobody answers: level after level, then the end is recorded once', async () => {
    await using database = await open()
    const now = await world(database)
    const number = await declare(now)
    expect(await pages(now, number)).toEqual([`geoc ${ann} queued`])
    await deliver(now, number)
    const due = await now.escalation.climb(`${number}/1`)
    expect(due.next).toEqual(new Date(START.getTime() + 5 * 60_000))
    for (const _ of [1, 2, 3, 4, 5]) {
      now.clock.wait(5)
      await now.escalation.climb(`${number}/1`)
      await deliver(now, number)
    }
    expect(await pages(now, number)).toEqual([
      `geoc ${ann} timed out`,
      `geoc ${ben} timed out`,
      `geoc ${dea} timed out`,
    ])
    const events = await now.incidents.events(number)
    expect(events.filter((event) => event.type === 'ladder ended')).toHaveLength(1)
  })

  test('the first of two who acknowledge has it, and the other is told who', async () => {
    await using database = await open()
    const now = await world(database)
    const number = await declare(now)
    await deliver(now, number)
    now.clock.wait(5)
    await now.escalation.climb(`${number}/1`)
    const answers = await Promise.allSettled([
      now.escalation.acknowledge(ann, `${number}/1/0/${ann}`),
      now.escalation.acknowledge(ben, `${number}/1/1/${ben}`),
    ])
    const lost = answers.find((answer) => answer.status === 'rejected')
    const { roles, acknowledgedBy } = await now.incidents.load(number)
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
    expect(lost?.reason).toMatchObject({
      name: 'Refusal',
      message: expect.stringContaining(`<@${roles.geoc}> already has`),
    })
    expect(acknowledgedBy).toBe(roles.geoc)
    now.clock.wait(30)
    expect(await now.escalation.climb(`${number}/1`)).toEqual({ next: null })
    expect(await pages(now, number)).toHaveLength(2)
  })

  test('who is paged late, since Slack was away, still has their whole step', async () => {
    await using database = await open()
    const now = await world(database)
    const number = await declare(now)
    now.clock.wait(4)
    await deliver(now, number)
    const { next } = await now.escalation.climb(`${number}/1`)
    expect(next).toEqual(new Date(START.getTime() + 9 * 60_000))
    now.clock.wait(5)
    await now.escalation.climb(`${number}/1`)
    expect(await pages(now, number)).toEqual([`geoc ${ann} timed out`, `geoc ${ben} queued`])
  })

  test('whom Slack does not take a page for is given a second step, then is passed over and said so', async () => {
    await using database = await open()
    const now = await world(database)
    const number = await declare(now)
    now.clock.wait(9)
    const { next } = await now.escalation.climb(`${number}/1`)
    expect(next).toEqual(new Date(START.getTime() + 10 * 60_000))
    expect(await pages(now, number)).toEqual([`geoc ${ann} queued`])
    now.clock.wait(1)
    await now.escalation.climb(`${number}/1`)
    const [first, second] = await now.escalation.pagedFor(number)
    expect([first, second]).toMatchObject([
      { user: ann, status: 'timed out', unreached: true },
      { user: ben, status: 'queued', unreached: false },
    ])
    expect((await now.escalation.pagesOf(ben))[0]?.why).toMatch(
      /, and the page before yours could not be delivered$/,
    )
    expect(await now.incidents.events(number)).toContainEqual(
      expect.objectContaining({ type: 'page answered', user: ann, answer: 'undelivered' }),
    )
  })

  test('a page that leaves late in its second step makes nobody wait for a third', async () => {
    await using database = await open()
    const now = await world(database)
    const number = await declare(now)
    now.clock.wait(7)
    await deliver(now, number)
    const { next } = await now.escalation.climb(`${number}/1`)
    expect(next).toEqual(new Date(START.getTime() + 10 * 60_000))
  })

  test('a lower severity withdraws the automatic incident manager quietly; a higher one asks anew', async () => {
    await using database = await open()
    const now = await world(database)
    const number = await declare(now, { severity: 'P1' })
    await now.incidents.act(rea, number, { do: 'set severity', to: 'P3' }, 'lower')
    expect(await pages(now, number)).toEqual([`geoc ${ann} queued`, `im ${dea} cancelled`])
    await now.incidents.act(rea, number, { do: 'set severity', to: 'P1' }, 'higher')
    expect(await pages(now, number)).toEqual([
      `geoc ${ann} queued`,
      `im ${dea} cancelled`,
      `im ${dea} queued`,
    ])
    const events = await now.incidents.events(number)
    expect(events.filter((event) => event.type === 'ladder ended')).toEqual([])
  })

  test('a squad and a severe incident ask their people at once; resolving asks nobody any more', async () => {
    await using database = await open()
    const now = await world(database)
    const number = await declare(now, { severity: 'P1', squad: 'payments' })
    expect(await pages(now, number)).toEqual([
      `geoc ${ann} queued`,
      `sem:payments ${eve} queued`,
      `im ${dea} queued`,
    ])
    await now.incidents.act(rea, number, { do: 'resolve', fix: 'reverted', impact: '' }, 'resolve')
    expect((await pages(now, number)).every((page) => page.endsWith('cancelled'))).toBe(true)
  })

  test('a squad: its SEM, the next in it, its manager; the SEM of another squad is in beside them', async () => {
    await using database = await open()
    const squads = { payments: { sem: [eve, ben], manager: cem }, orders: { sem: [dea] } }
    const now = await world(database, { policy: policySchema.parse({ people: { geoc: [ann] }, squads }) })
    const number = await declare(now, { squad: 'payments' })
    await now.incidents.act(ann, number, { do: 'acknowledge' }, 'acknowledge')
    await now.incidents.act(ann, number, { do: 'escalate', role: 'sem:orders', reason: null }, 'orders')
    await now.escalation.acknowledge(dea, `${number}/3/0/${dea}`)
    for (const _ of [1, 2, 3]) {
      await deliver(now, number)
      now.clock.wait(5)
      await now.escalation.climb(`${number}/2`)
    }
    expect((await pages(now, number)).filter((page) => page.startsWith('sem:payments'))).toEqual([
      `sem:payments ${eve} timed out`,
      `sem:payments ${ben} timed out`,
      `sem:payments ${cem} timed out`,
    ])
    await now.escalation.acknowledge(cem, `${number}/2/2/${cem}`)
    expect((await now.incidents.load(number)).roles).toEqual({
      geoc: ann,
      'sem:orders': dea,
      'sem:payments': cem,
    })
  })

  test('"I can\'t" asks the next one at once; writing in the room is an answer', async () => {
    await using database = await open()
    const now = await world(database)
    const number = await declare(now)
    await now.escalation.decline(ann, `${number}/1/0/${ann}`, 'on a train')
    expect(await pages(now, number)).toEqual([`geoc ${ann} declined`, `geoc ${ben} queued`])
    for (const user of [ann, rea, ben]) await write(database, now, number, user, now.clock.now())
    now.clock.wait(1)
    await deliver(now, number)
    expect((await now.incidents.load(number)).roles.geoc).toBeUndefined()
    now.clock.wait(1)
    for (const user of [ann, rea]) await write(database, now, number, user, now.clock.now())
    expect((await now.incidents.load(number)).roles.geoc).toBeUndefined()
    const said = now.clock.now()
    now.clock.wait(2)
    await write(database, now, number, ben, said)
    expect(await now.incidents.load(number)).toMatchObject({ roles: { geoc: ben }, acknowledgedAt: said })
    await now.escalation.decline(ann, `${number}/1/0/${ann}`, 'clicked twice')
    await expect(now.escalation.acknowledge(eve, `${number}/1/0/${ann}`)).rejects.toThrow(`for <@${ann}>`)
  })

  test('somebody who left, and somebody Slack refuses, are climbed past at once', async () => {
    await using database = await open()
    const now = await world(database)
    const number = await declare(now)
    await now.escalation.personLeft(ann)
    expect(await pages(now, number)).toEqual([`geoc ${ann} cancelled`, `geoc ${ben} queued`])
    const state = { name: 'batch:1', done: false, channel: null, ts: null, deleted: 0, detail: {} }
    const shown = await now.escalation.pagesOf(ben)
    await now.escalation.delivered(
      ben,
      shown,
      new Map([['batch:1', { ...state, refused: 'user_not_found' }]]),
    )
    expect((await pages(now, number)).slice(1)).toEqual([`geoc ${ben} cancelled`, `geoc ${dea} queued`])
    const delivered = { ...state, done: true, ts: '1.0', channel: 'D1', refused: null }
    await now.escalation.delivered(dea, await now.escalation.pagesOf(dea), new Map([['batch:1', delivered]]))
    expect((await pages(now, number)).at(-1)).toBe(`geoc ${dea} sent`)
  })

  test('people listed who have left are not on call: the next one is, and nobody is passed over', async () => {
    await using database = await open()
    const now = await world(database)
    await database.db.updateTable('person').set({ active: false }).where('id', 'in', [ann, ben]).execute()
    const number = await declare(now)
    expect(await pages(now, number)).toEqual([`geoc ${cem} queued`])
    const events = await now.incidents.events(number)
    expect(events.filter((event) => event.type === 'level skipped')).toEqual([])
  })

  test('whoever hears nothing is waited for one minute', async () => {
    await using database = await open()
    const now = await world(database)
    const number = await declare(now)
    await deliver(now, number)
    await now.escalation.knowSilence(ann, new Date(START.getTime() + 3_600_000))
    now.clock.wait(1)
    await now.escalation.climb(`${number}/1`)
    expect(await pages(now, number)).toEqual([`geoc ${ann} timed out`, `geoc ${ben} queued`])
    const preview = await now.escalation.preview(number, 'geoc')
    expect(
      preview.map(({ name, wait, people }) => [
        name,
        wait / 60_000,
        people.map((one) => `${one.user} ${one.localTime} ${one.silenced}`),
      ]),
    ).toEqual([
      ['GEOC', 1, [`${ann} 15:01 true`]],
      ['next GEOC', 5, [`${ben} 15:01 false`]],
      ['IM', 5, [`${dea} 15:01 false`]],
    ])
  })

  test('what can wait lets people sleep; by hand it does not, and a higher severity does not', async () => {
    await using database = await open()
    const now = await world(database, { zones: { [ann]: 'Pacific/Auckland' } })
    const [first, second] = [
      await declare(now, { severity: 'P5' }),
      await declare(now, { severity: 'P4', title: 'Typo' }),
    ]
    expect([...(await pages(now, first)), ...(await pages(now, second))]).toEqual([])
    const morning = new Date('2026-02-14T19:00:00Z')
    expect(await now.escalation.climb(`${first}/1`)).toEqual({ next: morning })
    await now.incidents.act(rea, first, { do: 'escalate', role: 'geoc', reason: null }, 'escalate')
    await now.incidents.act(rea, second, { do: 'set severity', to: 'P3' }, 'severity')
    expect(await pages(now, first)).toEqual([`geoc ${ann} queued`])
    expect(await pages(now, second)).toEqual([`geoc ${ann} queued`])
  })

  test('a policy may wake people for what can wait', async () => {
    await using database = await open()
    const policy = policySchema.parse({
      people: { geoc: [ann] },
      severities: { P5: { page_at_night: true } },
    })
    const now = await world(database, { zones: { [ann]: 'Pacific/Auckland' }, policy })
    expect(await pages(now, await declare(now, { severity: 'P5' }))).toEqual([`geoc ${ann} queued`])
    expect(await pages(now, await declare(now, { severity: 'P4', title: 'Typo' }))).toEqual([])
  })

  test('escalating twice asks nobody twice, and a chosen level is asked at once', async () => {
    await using database = await open()
    const now = await world(database)
    const number = await declare(now)
    const again = now.incidents.act(rea, number, { do: 'escalate', role: 'geoc', reason: null }, 'again')
    await expect(again).rejects.toThrow(`<@${ann}> is being asked already`)
    await now.incidents.act(rea, number, { do: 'escalate', role: 'geoc', reason: null, level: 2 }, 'higher')
    expect(await pages(now, number)).toEqual([`geoc ${ann} cancelled`, `geoc ${dea} queued`])
    await now.escalation.acknowledge(ann, `${number}/1/0/${ann}`)
    expect((await now.incidents.load(number)).roles.geoc).toBe(ann)
    expect(await pages(now, number)).toEqual([`geoc ${ann} cancelled`, `geoc ${dea} cancelled`])
  })
})
