import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { askSystem } from './ask-system.ts'

async function serve(answer: RequestListener) {
  const server = createServer(answer)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise<void>((closed) => server.close(() => closed()))
    },
  }
}

test('follows no redirect: what it carries reaches nobody else', async () => {
  const reached: unknown[] = []
  await using elsewhere = await serve((request, response) => {
    reached.push(request.headers.authorization)
    response.end('{}')
  })
  for (const status of [301, 302, 307, 308]) {
    await using there = await serve((_, response) =>
      response.writeHead(status, { location: elsewhere.url }).end(),
    )
    const heard = await askSystem({ url: there.url, headers: { authorization: 'Basic secret' }, body: {} })
    expect(heard).toMatchObject({ ok: false, outcome: { kind: 'refused', code: String(status) } })
  }
  expect(reached).toEqual([])
})

test('leaves a system that never stops talking, and keeps its answer', async () => {
  let written = 0
  await using there = await serve((_, response) => {
    const chunk = Buffer.alloc(65_536, ' ')
    const more = () => {
      while (!response.destroyed && written < 500_000_000 && response.write(chunk)) written += chunk.length
      written += chunk.length
    }
    response.on('drain', more)
    more()
  })
  expect(await askSystem({ url: there.url, body: {} })).toEqual({ ok: true, json: null })
  expect(written).toBeLessThan(50_000_000)
})

test('a system that begins and never ends is given up, and nobody knows what it did', async () => {
  await using there = await serve((_, response) => void response.writeHead(201).write('{"sid":'))
  const heard = await askSystem({ url: there.url, body: {}, answerWithin: 100 })
  expect(heard).toMatchObject({ ok: false, outcome: { kind: 'unknown', code: 'time-out' } })
})
