import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { ShownPage } from '#escalation/page-view.ts'
import { at, page } from './samples/sample-page.ts'
import { createPageHook } from '#escalation/page-hook-service.ts'

async function pager(answers: number[]) {
  const heard: string[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      heard.push(body)
      response.writeHead(answers.shift() ?? 500, { location: '/elsewhere' }).end()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/page`
  return {
    heard,
    url,
    [Symbol.asyncDispose]: () => new Promise<void>((closed) => void server.close(() => closed())),
  }
}

function hookTo(url: string, shown: ShownPage, minutesLater = 0) {
  const clock = { now: () => new Date(at.getTime() + minutesLater * 60_000) }
  const hook = createPageHook({ url, secret: 'secret', clock, escalation: { findPage: async () => shown } })
  return hook(shown.id, { underWay: () => {} })
}

test('a page is given to the outside pager again until it takes it', async () => {
  await using outside = await pager([503, 302, 200])
  expect(await hookTo(outside.url, page)).toEqual({ next: new Date(at.getTime() + 5_000) })
  expect(await hookTo(outside.url, page, 2)).toEqual({ next: new Date(at.getTime() + 3 * 60_000) })
  expect(await hookTo(outside.url, page)).toEqual({ next: null })
  expect(outside.heard).toHaveLength(3)
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
