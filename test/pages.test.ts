/** Pages as their people see them in the local Slack. */
import { expect, test } from 'vitest'
import { createSilenceService } from '#escalation/silence-service.ts'
import { createShowPages } from '#projections/pages/show-pages.ts'
import { policySchema } from '#policy/policy.ts'
import { wordsOf } from '#app/words-of-policy.ts'
import { createGateway } from '#slack/wire/gateway.ts'
import type { Surface } from '../sandbox/surface.ts'
import { BOT_TOKEN, startTestSlack } from '../sandbox/test-slack.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { fire } from './alert-world.ts'
import { declare, pages, services, type World } from './escalation-world.ts'
import { freely } from './samples/unlimited.ts'

const [clara, devon, rea] = ['U03CLARA', 'U04DEVON', 'U01AMINA']

async function start(
  { db }: TestDatabase,
  policy = policySchema.parse({ limits: freely, people: { geoc: [clara, devon] } }),
) {
  const slack = await startTestSlack()
  const { clock, surface } = slack
  const log = { warn() {}, error() {} }
  const gateway = createGateway({ token: BOT_TOKEN, apiUrl: slack.apiUrl, clock, log })
  await gateway.identify()
  const now: Pick<World, 'incidents' | 'escalation' | 'groups'> = services(db, clock, policy)
  const { escalation } = now
  let woken = Promise.withResolvers<void>()
  const showing = () =>
    createShowPages({ db, clock, slack: gateway, escalation, context: { words: wordsOf(policy) } })
  let show = showing()
  return {
    ...now,
    now: clock.now,
    /** Starts as after a kill, with nothing kept but the database. */
    restart() {
      Object.assign(this, services(db, clock, policy))
      show = showing()
    },
    surface,
    faults: slack.faults,
    hear: createSilenceService({ clock, slack: gateway, escalation }),
    advance: clock.advance,
    /** Tells a run under way that something was committed. */
    wake() {
      woken.resolve()
      woken = Promise.withResolvers<void>()
    },
    show: (user: string) =>
      show(user, {
        turn: async () => {},
        underWay() {},
        outside: (call) => call(),
        stillHeld: () => true,
        woken: () => woken.promise,
      }),
    /** The messages that the bot has written to a person. */
    read(user: string) {
      const channel = surface.channels(user).find((one) => one.isIm)
      return channel ? surface.messages(user, channel.id).map(({ text }) => text) : []
    },
    /** Pages that can be acknowledged in their messages. */
    buttons(user: string) {
      const channel = surface.channels(user).find((one) => one.isIm)
      const seen = channel ? surface.messages(user, channel.id) : []
      const text = JSON.stringify(seen.map(({ blocks }) => blocks))
      return [...text.matchAll(/"page.acknowledge","value":"([^"]+)/g)].map(([, page]) => page)
    },
    [Symbol.asyncDispose]: () => slack[Symbol.asyncDispose](),
  }
}

test('pages that come together share one message, and an answer is seen in it', async () => {
  await using database = await testDatabase()
  await using now = await start(database)
  const first = await declare(now)
  await now.show(clara)
  const second = await declare(now, { title: 'Search is empty' })
  await now.show(clara)
  expect(now.read(clara)).toHaveLength(1)
  expect(now.read(clara)[0]).toMatch(
    /#1 Orders are missing[^]*You are on call as GEOC \(listed in muster.yml\)[^]*#2 Search is empty/,
  )
  expect([...(await pages(now, first)), ...(await pages(now, second))]).toEqual([
    `geoc ${clara} sent`,
    `geoc ${clara} sent`,
  ])
  await now.escalation.acknowledge(clara, `${first}/1/0/${clara}`)
  await now.show(clara)
  expect(now.read(clara)[0]).toContain('#1 Orders are missing: you have it.')
  now.advance(61_000)
  await declare(now, { title: 'Images are missing' })
  await now.show(clara)
  expect(now.read(clara)).toHaveLength(2)
})

test('somebody asked for two roles at once has both in one message', async () => {
  await using database = await testDatabase()
  await using now = await start(
    database,
    policySchema.parse({ limits: freely, people: { geoc: [clara], im: [clara] } }),
  )
  const incident = await declare(now, { severity: 'P1' })
  await now.show(clara)
  expect(await pages(now, incident)).toEqual([`geoc ${clara} sent`, `im ${clara} sent`])
  expect(now.read(clara)).toEqual([
    expect.stringMatching(
      /on call as GEOC \(listed in muster.yml\)[^]*on call as IM \(listed in muster.yml\)/,
    ),
  ])
})

test('what an edit brought is not posted again when the edit after it is held back', async () => {
  await using database = await testDatabase()
  await using now = await start(database)
  await declare(now)
  await now.show(clara)
  await declare(now, { title: 'Search is empty' })
  let edits = 0
  const stop = now.faults.intercept(async ({ stage, method }) => {
    if (method !== 'chat.update' || stage !== 'executed') return
    edits += 1
    if (edits > 1) return
    // A third comes while the second is being shown, and may not be added.
    await declare(now, { title: 'Images are missing' })
    now.wake()
    now.faults.add({ method: 'chat.update', kind: 'rate_limited', retryAfter: 30 })
  })
  await now.show(clara)
  stop()
  await now.show(clara)
  const said = now.read(clara)
  expect(said).toHaveLength(2)
  expect(said.filter((text) => text.includes('Search is empty'))).toHaveLength(1)
  expect(said[1]).toContain('Images are missing')
})

/** The number of times Clara's phone rang. */
function rings({ surface }: { surface: Surface }): number {
  const channel = surface.channels(clara).find((one) => one.isIm)
  const seen = channel ? surface.messages(clara, channel.id) : []
  return seen.filter(({ rang }) => rang.includes(clara)).length
}

test('a more severe page rings at once, and the older one says that it is below', async () => {
  await using database = await testDatabase()
  await using now = await start(database)
  await declare(now, { severity: 'P4' })
  await now.show(clara)
  now.advance(2_000)
  await declare(now, { title: 'Nobody can pay', severity: 'P1' })
  await now.show(clara)
  expect(rings(now)).toBe(2)
  expect(now.read(clara)).toEqual([
    expect.stringMatching(/Orders are missing[^]*A newer page is below/),
    expect.stringContaining('Nobody can pay'),
  ])
})

test('a page more than ten seconds after the last ring rings, however mild', async () => {
  await using database = await testDatabase()
  await using now = await start(database)
  await declare(now, { severity: 'P1' })
  await now.show(clara)
  now.advance(10_000)
  await declare(now, { title: 'A logo is blurred', severity: null })
  await now.show(clara)
  expect(rings(now)).toBe(2)
})

test('what came in silence rings once when the ten seconds are over, unless it is answered by then', async () => {
  await using database = await testDatabase()
  await using now = await start(database)
  await declare(now)
  await now.show(clara)
  for (const title of ['Search is empty', 'Images are missing', 'Mail is late']) {
    now.advance(2_000)
    await declare(now, { title })
    await now.show(clara)
  }
  expect(rings(now)).toBe(1)
  await now.escalation.acknowledge(clara, `2/1/0/${clara}`)
  await now.show(clara)
  now.advance(4_000)
  now.restart()
  expect(await now.show(clara)).toEqual({ next: now.now() })
  await now.show(clara)
  expect(rings(now)).toBe(2)
  expect(now.read(clara)).toEqual([
    expect.stringMatching(/#1[^]*#2 Search is empty: you have it[^]*A newer page is below/),
    expect.stringMatching(/#3 Images are missing[^]*#4 Mail is late/),
  ])
  expect(now.read(clara)[0]).not.toContain('Mail is late')
  now.advance(60_000)
  await now.show(clara)
  expect(rings(now)).toBe(2)
})

test('nothing rings again where all that was gathered is answered or withdrawn', async () => {
  await using database = await testDatabase()
  await using now = await start(database)
  await declare(now)
  await now.show(clara)
  await declare(now, { title: 'Search is empty' })
  const third = await declare(now, { title: 'Images are missing' })
  await now.show(clara)
  await now.escalation.acknowledge(clara, `2/1/0/${clara}`)
  await now.incidents.act(rea, third, { do: 'cancel', reason: 'not ours' }, 'cancel')
  now.advance(60_000)
  await now.show(clara)
  expect(rings(now)).toBe(1)
})

test('pages that wait together for Slack ring once, and not again', async () => {
  await using database = await testDatabase()
  await using now = await start(database)
  now.faults.add({ method: 'chat.postMessage', kind: 'rate_limited', retryAfter: 30, times: 1 })
  await declare(now, { severity: 'P4' })
  await now.show(clara)
  now.advance(20_000)
  await declare(now, { title: 'Nobody can pay', severity: 'P1' })
  await now.show(clara)
  now.advance(11_000)
  await now.show(clara)
  expect(now.read(clara)).toEqual([expect.stringMatching(/Nobody can pay[^]*Orders are missing/)])
  now.advance(60_000)
  await now.show(clara)
  expect(rings(now)).toBe(1)
})

test('a severe page that just misses a message on its way rings by itself', async () => {
  await using database = await testDatabase()
  await using now = await start(database)
  await declare(now, { severity: 'P4' })
  const stop = now.faults.intercept(async ({ stage, method }) => {
    if (method !== 'chat.postMessage' || stage !== 'executed') return
    stop()
    await declare(now, { title: 'Nobody can pay', severity: 'P1' })
    now.wake()
  })
  expect(await now.show(clara)).toEqual({ next: now.now() })
  await now.show(clara)
  expect(rings(now)).toBe(2)
  expect(now.read(clara)[1]).toContain('Nobody can pay')
})

test('a storm of more than a message holds: each has its button, and what was gathered rings once', async () => {
  await using database = await testDatabase()
  await using now = await start(database)
  for (let nth = 1; nth <= 40; nth++) {
    await declare(now, { title: `Shop ${nth} is closed` })
    if (nth === 1 || nth === 26) await now.show(clara)
  }
  await now.show(clara)
  const before = rings(now)
  for (let nth = 0; nth < 4; nth++) {
    now.advance(10_000)
    await now.show(clara)
  }
  expect([before, rings(now)]).toEqual([2, 3])
  expect(now.buttons(clara)).toHaveLength(40)
})

test('a page withdrawn before it left is never sent', async () => {
  await using database = await testDatabase()
  await using now = await start(database)
  const number = await declare(now)
  await now.incidents.act(rea, number, { do: 'cancel', reason: 'not ours' }, 'cancel')
  await now.show(clara)
  expect(now.read(clara)).toEqual([])
})

test('somebody Slack does not know any more is climbed past at once', async () => {
  await using database = await testDatabase()
  await using now = await start(database)
  await now.surface.do({ as: clara, act: 'deactivate' })
  const number = await declare(now)
  await now.show(clara)
  expect(await pages(now, number)).toEqual([`geoc ${clara} cancelled`, `geoc ${devon} queued`])
})

test('who has Do Not Disturb on is given one minute, and shown so', async () => {
  await using database = await testDatabase()
  await using now = await start(database)
  await now.surface.do({ as: clara, act: 'setDnd', on: true })
  const number = await declare(now)
  await now.show(clara)
  expect(await now.hear(clara)).toEqual({ next: null })
  const [page] = await now.escalation.pagedFor(number)
  expect(page?.silenced).toBe(true)
  now.advance(60_000)
  await now.escalation.climb(`${number}/1`)
  expect(await pages(now, number)).toEqual([`geoc ${clara} timed out`, `geoc ${devon} queued`])
})

test('a drill pages nobody outside its room', async () => {
  await using database = await testDatabase()
  await using now = await start(database)
  const number = await declare(now, { drill: true })
  await now.show(clara)
  expect(now.read(clara)).toEqual([])
  expect(await pages(now, number)).toEqual([`geoc ${clara} queued`])
})

test('a page for alerts leaves after a 429 and a kill, once, and goes on as the incident declared from it', async () => {
  await using database = await testDatabase()
  await using now = await start(database)
  now.faults.add({ method: 'chat.postMessage', kind: 'rate_limited', retryAfter: 30, times: 1 })
  await fire(database.db, { group: 7, key: 'Checkout errors', at: now.now() })
  await now.groups.look(7)
  await now.show(clara)
  expect(now.read(clara)).toEqual([])
  now.restart()
  await now.groups.look(7)
  now.advance(31_000)
  await now.show(clara)
  expect(now.read(clara)).toHaveLength(1)
  expect(now.read(clara)[0]).toMatch(
    /^A7 Checkout errors[^]*1 alert firing. No incident has been declared.[^]*on call as GEOC[^]*Unanswered/,
  )
  await now.escalation.acknowledge(clara, `A7/1/0/${clara}`)
  now.restart()
  await now.show(clara)
  expect(now.read(clara)).toEqual(['A7 Checkout errors: you have it. 1 alert firing.'])
  await now.groups.declareFor(clara, `A7/1/0/${clara}`, 'click:1')
  await now.show(clara)
  expect(now.read(clara)).toEqual(['#1 Checkout errors: you have it.'])
})

test('a page for alerts that clear by themselves is taken back in its own message', async () => {
  await using database = await testDatabase()
  await using now = await start(database)
  const at = now.now()
  await fire(database.db, { group: 7, key: 'Checkout errors', at })
  await now.groups.look(7)
  await now.show(clara)
  now.advance(60_000)
  await fire(database.db, { group: 7, key: 'Checkout errors', at, cleared: now.now() })
  await now.groups.look(7)
  now.restart()
  await now.show(clara)
  expect(now.read(clara)).toHaveLength(1)
  expect(now.read(clara)[0]).toMatch(
    /^A7 Checkout errors: cleared by itself at .*, before anybody answered. Nothing to do.$/,
  )
})
