import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import type { Attempt } from '../attempt.ts'
import type { Telling } from '../telling.ts'
import { smtp } from './smtp.ts'

const at = new Date('2026-11-28T12:00:00Z')
const attempt: Attempt = {
  thing: 'ring:1/geoc/0/U1 m1 0',
  nth: 1,
  kind: 'email',
  target: 'm1',
  status: 'planned',
  plannedAt: at,
  statusAt: at,
  code: null,
  reference: null,
  nextAt: null,
  page: '1/geoc/0/U1',
}
const telling: Telling = {
  to: 'clara@example.com',
  title: 'P1 #1',
  text: 'Checkout is down.',
  urgent: true,
  tag: 'page-1',
  answerUrl: null,
  callback: null,
  worthFor: 600_000,
  taken: [],
}

async function serve(talk: (socket: Socket) => void) {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket.on('error', () => {}))
    talk(socket)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      await new Promise<void>((closed) => server.close(() => closed()))
    },
  }
}

test('a server that says a word now and then and never ends is not waited for', async () => {
  await using server = await serve((socket) => {
    const drip = setInterval(() => socket.write('220-wait\r\n'), 20)
    socket.on('close', () => clearInterval(drip))
  })
  const driver = smtp({ url: server.url, from: 'muster@example.com' }, 150)
  expect(await driver.send(telling, attempt)).toEqual({ kind: 'unknown', code: 'time-out' })
})

test('where no server listens nothing was sent, and it is tried again', async () => {
  const server = await serve(() => {})
  await server[Symbol.asyncDispose]()
  const driver = smtp({ url: server.url, from: 'muster@example.com' })
  expect(await driver.send(telling, attempt)).toMatchObject({ kind: 'later' })
})

test('a server that ends the talk at once has taken nothing', async () => {
  await using server = await serve((socket) => void socket.end('421 closed for today\r\n'))
  const driver = smtp({ url: server.url, from: 'muster@example.com' })
  expect(await driver.send(telling, attempt)).toMatchObject({ kind: 'later' })
})
