import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { sampleAttempt } from '../../../test/samples/sample-attempt.ts'
import type { Telling } from '../telling.ts'
import { smtp } from './smtp.ts'

const attempt = { ...sampleAttempt, kind: 'email' }
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

/** A server that says these replies to the beginnings of these commands, and else that all is well. */
function saying(replies: Record<string, string>) {
  return serve((socket) => {
    socket.write('220 mail.example.com\r\n')
    socket.on('data', (chunk) => {
      const words = chunk.toString()
      const own = Object.keys(replies).find((command) => words.startsWith(command))
      socket.write(`${own === undefined ? '250 well' : replies[own]}\r\n`)
    })
  })
}

test.each([
  ['nobody has that mailbox', { RCPT: '550 5.1.1 no such user' }, '550'],
  ['an old server knows no mailbox', { RCPT: '550 no such user here' }, '550'],
  ['we may not relay', { RCPT: '550 5.7.1 relaying denied' }, 'server-550'],
  ['our sender is not known', { RCPT: '550 5.1.8 sender domain not found' }, 'server-550'],
  ['our sender is not ours', { MAIL: '553 5.7.1 not owned by user' }, 'server-553'],
  ['our words look like spam', { DATA: '550 5.7.1 spam' }, 'server-550'],
])('%s: refused, and only the first two say that the address is dead', async (_, replies, code) => {
  await using server = await saying(replies)
  const driver = smtp({ url: server.url, from: 'muster@example.com' })
  expect(await driver.send(telling, attempt)).toEqual({ kind: 'refused', code })
})
