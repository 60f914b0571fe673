/** One JSON request and one JSON answer per connection, each on a line, over a Unix socket. */
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

export type Handlers = Record<string, (input: unknown) => Promise<unknown>>

const LONGEST_LINE = 1_000_000
const requestLine = z.object({ ask: z.string(), input: z.unknown() })
const answerLine = z.union([z.object({ answer: z.unknown() }), z.object({ error: z.string() })])

/** Listens at `path` and answers with the handler that a request names. */
export async function listenAt(path: string, handlers: () => Handlers): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    void answer(socket, handlers())
  })
  await withShortPath(path, async (short) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    server.once('error', reject).listen(short, resolve)
    await promise
  })
  return server
}

/** Asks at `path`. Fails with the system's code when nobody listens, and with the handler's words when the handler fails. */
export async function askAt(path: string, ask: string, input: unknown, timeout: number): Promise<unknown> {
  const socket = await withShortPath(path, connected)
  try {
    socket.setTimeout(timeout, () => socket.destroy(new Error('There was no answer in time')))
    socket.write(`${JSON.stringify({ ask, input })}\n`)
    const got = answerLine.parse(JSON.parse(await firstLine(socket)))
    if ('error' in got) throw new Error(got.error)
    return got.answer
  } finally {
    socket.destroy()
  }
}

async function answer(socket: Socket, handlers: Handlers): Promise<void> {
  const reply = await firstLine(socket)
    .then(async (line) => {
      const { ask, input } = requestLine.parse(JSON.parse(line))
      const handler = Object.hasOwn(handlers, ask) ? handlers[ask] : undefined
      if (handler === undefined) throw new Error(`"${ask}" is not something that can be asked`)
      return { answer: (await handler(input)) ?? null }
    })
    .catch((error: unknown) => ({ error: error instanceof Error ? error.message : 'failed' }))
  socket.end(`${JSON.stringify(reply)}\n`)
}

function firstLine(socket: Socket): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let text = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    text += chunk
    const end = text.indexOf('\n')
    if (end >= 0) resolve(text.slice(0, end))
    else if (text.length > LONGEST_LINE) reject(new Error('The line is too long'))
  })
  socket.once('error', reject)
  socket.once('close', () => reject(new Error('The connection ended without an answer')))
  return promise
}

function connected(path: string): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  const socket = connect(path, () => resolve(socket))
  socket.once('error', reject)
  return promise
}

/** The system cuts a socket's path at about 104 bytes: a longer one is reached by a link to its folder. */
async function withShortPath<T>(path: string, use: (short: string) => Promise<T>): Promise<T> {
  if (Buffer.byteLength(path) <= 100) return use(path)
  const folder = await mkdtemp('/tmp/muster-')
  try {
    await symlink(dirname(path), join(folder, 'to'))
    return await use(join(folder, 'to', basename(path)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
