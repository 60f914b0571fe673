/** The parent's side of `remote-bot.ts`. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Beginning, Question, Reply } from './remote-bot.ts'

export interface Child {
  /** Rejects with `Died` when the process ends before it answers. */
  ask(what: Question['what'], now: Date, args: unknown[]): Promise<unknown>
  kill(): Promise<void>
  stop(): Promise<void>
}

export class Died extends Error {}

export async function startChild(beginning: Beginning): Promise<Child> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'remote-bot.ts')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  })
  const open = new Map<number, PromiseWithResolvers<unknown>>()
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let isGone = false
  void gone.then(() => {
    isGone = true
    for (const { reject } of open.values()) reject(new Died('The bot ended'))
  })
  child.on('message', (reply: Reply) => {
    const asked = open.get(reply.id)
    open.delete(reply.id)
    if ('error' in reply) asked?.reject(new Error(reply.error))
    else asked?.resolve(reply.answer)
  })
  let count = 0

  function send(message: Beginning | Question, id: number): Promise<unknown> {
    if (isGone) return Promise.reject(new Died('The bot ended'))
    const reply = Promise.withResolvers<unknown>()
    open.set(id, reply)
    // A closed channel shows itself as the end of the process.
    child.send(message, () => {})
    return reply.promise
  }

  await send(beginning, 0)
  return {
    ask(what, now, args) {
      count += 1
      return send({ id: count, now, what, args }, count)
    },
    kill() {
      child.kill('SIGKILL')
      return gone
    },
    stop() {
      child.kill('SIGTERM')
      return gone
    },
  }
}
