import { createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { ShownPage } from '#escalation/page-view.ts'
import { createLog } from '#log.ts'
import { at, page as sample } from './samples/sample-page.ts'
import { createPageHook } from '#escalation/page-hook-service.ts'
import { freely } from './samples/unlimited.ts'
import { testDatabase } from './database.ts'
import { clara, mira, openWorkplace } from './workplace.ts'

const database = await testDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { db } = database

/** Each test's page is one of its own. */
let page = sample
let pages = 0
beforeEach(() => {
  page = { ...sample, id: `12/${++pages}/0/U0ANN` }
})

type Answer = number | 'none' | { status: number; retryAfter: string }

async function pager(answers: Answer[]) {
  const heard: string[] = []
  const headers: IncomingHttpHeaders[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      heard.push(body)
      headers.push(request.headers)
      const answer = answers.shift() ?? 500
      if (answer === 'none') {
        request.socket.destroy()
        return
      }
      const { status, retryAfter } =
        typeof answer === 'number' ? { status: answer, retryAfter: undefined } : answer
      const more = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
      response.writeHead(status, { location: '/elsewhere', ...more }).end('the body says password')
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/page`
  return {
    heard,
    headers,
    url,
    [Symbol.asyncDispose]: () => new Promise<void>((closed) => void server.close(() => closed())),
  }
}

const logged: string[] = []
const log = createLog('info', { write: (line) => void logged.push(line) })

function hookTo(url: string, shown: ShownPage, minutesLater = 0) {
  const clock = { now: () => new Date(at.getTime() + minutesLater * 60_000) }
  const escalation = { findPage: async () => shown, pagesSince: async () => [shown] }
  const parts = { secrets: ['secret'], db, clock, log, escalation }
  const hook = createPageHook({ url, ...parts, limit: { most: 10, within: 600_000 }, defaultSeverity: 'P2' })
  return hook.page(shown.id, { underWay: () => {}, outside: (call) => call(), stillHeld: () => true })
}

async function ledger() {
  const rows = await db
    .selectFrom('attempt')
    .selectAll()
    .where('thing', '=', `hook:${page.id}`)
    .orderBy('nth')
    .execute()
  return rows.map(({ status, code }) => `${status} ${code}`)
}

test('a page is given to the outside pager again until it takes it', async () => {
  await using outside = await pager([503, 302, 200])
  expect(await hookTo(outside.url, page)).toEqual({ next: new Date(at.getTime() + 5_000) })
  expect(await hookTo(outside.url, page, 2)).toEqual({ next: new Date(at.getTime() + 3 * 60_000) })
  expect(await hookTo(outside.url, page, 3)).toEqual({ next: null })
  expect(outside.heard).toHaveLength(3)
  expect(await ledger()).toEqual(['failed 503', 'failed 302', 'delivered 200'])
})

test('a pager that is not there is tried for an hour', async () => {
  expect(await hookTo('http://127.0.0.1:1/page', page, 59)).toEqual({
    next: new Date(at.getTime() + 60 * 60_000),
  })
  expect(await hookTo('http://127.0.0.1:1/page', page, 61)).toEqual({ next: null })
})

test('nobody outside is asked for a drill, or once somebody has answered', async () => {
  await using outside = await pager([200, 200])
  await hookTo(outside.url, { ...page, drill: true })
  await hookTo(outside.url, { ...page, status: 'acknowledged' })
  expect(outside.heard).toEqual([])
})

test('every delivery carries the same words, signed', async () => {
  await using outside = await pager([500, 200])
  await hookTo(outside.url, page)
  await hookTo(outside.url, page, 1)
  expect(outside.heard[1]).toBe(outside.heard[0])
  const [{ 'x-muster-timestamp': time, 'x-muster-signature': signature } = {}] = outside.headers
  const expected = createHmac('sha256', 'secret')
    .update(`v1:${String(time)}:${outside.heard[0]}`)
    .digest('hex')
  expect(signature).toBe(`v1=${expected}`)
  expect(outside.headers[0]?.['content-type']).toBe('application/json')
})

test('a due row that 0.1 left is sent once, and one whose page was taken is not sent again', async () => {
  await using outside = await pager([200, 200])
  expect(await ledger()).toEqual([])
  expect(await hookTo(outside.url, page)).toEqual({ next: null })
  // The process died before the due row was cleared.
  expect(await hookTo(outside.url, page, 1)).toEqual({ next: null })
  expect(outside.heard).toHaveLength(1)
})

test('a pager that is busy says how long it needs', async () => {
  await using outside = await pager([{ status: 429, retryAfter: '40' }, 200])
  expect(await hookTo(outside.url, page)).toEqual({ next: new Date(at.getTime() + 40_000) })
  // Woken by something else meanwhile, it is left alone.
  expect(await hookTo(outside.url, page, 0.5)).toEqual({ next: new Date(at.getTime() + 40_000) })
  expect(outside.heard).toHaveLength(1)
  expect(await hookTo(outside.url, page, 1)).toEqual({ next: null })
})

test('a pager that is being deployed is tried again; one that is gone is not', async () => {
  await using outside = await pager([404, 401, 410, 200])
  expect((await hookTo(outside.url, page)).next).not.toBeNull()
  expect((await hookTo(outside.url, page, 1)).next).not.toBeNull()
  expect(await hookTo(outside.url, page, 2)).toEqual({ next: null })
  expect(await hookTo(outside.url, page, 3)).toEqual({ next: null })
  expect(await ledger()).toEqual(['failed 404', 'failed 401', 'failed 410'])
})

test('an answer that never came leaves the outcome unknown, and the page is given again', async () => {
  await using outside = await pager(['none', 200])
  expect(await hookTo(outside.url, page)).toEqual({ next: new Date(at.getTime() + 5_000) })
  expect(await hookTo(outside.url, page, 1)).toEqual({ next: null })
  expect(await ledger()).toEqual([expect.stringMatching(/^unknown /), 'delivered 200'])
})

test('neither words nor secrets reach the log', () => {
  const all = logged.join('')
  expect(logged.length).toBeGreaterThan(10)
  for (const secret of ['Orders', 'ann@example.com', 'secret', 'password', '127.0.0.1'])
    expect(all).not.toContain(secret)
  expect(all).not.toContain('dropped')
})

test('of a flood to one person the first pages are given one by one, and the rest as one summary', async () => {
  await using outside = await pager(Array.from({ length: 20 }, () => 200))
  await using work = await openWorkplace('http', {
    page_hook: outside.url,
    limits: { ...freely, page_hook: '2 per 10m' },
  })
  const heard = () => outside.heard.map((body) => JSON.parse(body) as Record<string, unknown>)
  for (let nth = 1; nth <= 5; nth++) await work.types(mira, `/incident declare shelf ${nth} is empty`)
  const toClara = () => heard().filter(({ person }) => (person as { slack: string }).slack === clara)
  expect(toClara().map(({ type }) => type)).toEqual(['page', 'page', 'pages'])
  expect(toClara()[2]).toMatchObject({ pages: 1, incidents: [3], severity: 'P2' })

  // A graver one is not hidden behind them.
  await work.types(mira, '/incident declare')
  await work.fills(mira, { title: 'nobody can pay', severity: 'P1' })
  expect(toClara()[3]).toMatchObject({ type: 'page', incident: { number: 6, severity: 'P1' } })
})
