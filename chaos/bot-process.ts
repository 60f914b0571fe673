/** The bot as a process of its own, so that it can be killed. */
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { CommitMoment } from './commits.ts'

export interface BotProcess {
  readonly pid: number
  readonly port: number
  /** Real milliseconds from its start until it was ready. */
  readonly readyAfter: number
  /** Every line it logged so far. */
  readonly lines: readonly string[]
  /** Milliseconds of `performance.now()` at which it was started. */
  readonly startedAt: number
  readonly running: boolean
  /** Moves the clock of one that was started movable. */
  advance(ms: number): void
  /** The number of commits of a process that was started to die. */
  commits(): Promise<number>
  /** Bytes left on the heap after a garbage collection, of a bot that was started weighed. */
  held(): Promise<number>
  dieAtCommit(nth: number, moment: CommitMoment): void
  /** Resolves when the process is gone, for any reason. */
  readonly gone: Promise<unknown>
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM; resolves with its exit code. */
  stop(): Promise<number | null>
}

export type Environment = Record<string, string>

export const root = join(import.meta.dirname, '..')
const patience = 60_000

/** Rejects, with what it logged, when the process ends before it is ready. */
export async function startBot(env: Environment, program = 'src/main.ts'): Promise<BotProcess> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [resolve(root, program)], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const lines: string[] = []
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('The bot has no output')
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const ready = Promise.withResolvers<number>()
  const timer = setTimeout(() => ready.reject(new Error('The bot was not ready in time')), patience)
  for (const stream of [stdout, stderr]) {
    createInterface(stream).on('line', (line) => {
      lines.push(line)
      const port = portIn(line)
      if (port !== null) ready.resolve(port)
    })
  }
  void exited.then((code) =>
    ready.reject(
      new Error(`The bot ended with ${code} before it was ready:\n${lines.slice(-20).join('\n')}`),
    ),
  )
  function ask(question: string): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<number>()
    child.once('message', (answer: number) => resolve(answer))
    child.send(question)
    return promise
  }
  try {
    const port = await ready.promise
    const readyAfter = performance.now() - startedAt
    return {
      pid: child.pid ?? 0,
      port,
      readyAfter,
      lines,
      startedAt,
      get running() {
        return child.exitCode === null && child.signalCode === null
      },
      advance(ms) {
        if (child.connected) child.send(ms)
      },
      commits: () => ask('how many'),
      held: () => ask('how much'),
      dieAtCommit: (nth, moment) => void child.send({ nth, moment }),
      gone: exited,
      async kill() {
        child.kill('SIGKILL')
        await exited
      },
      stop() {
        child.kill('SIGTERM')
        return exited
      },
    }
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  } finally {
    clearTimeout(timer)
  }
}

function portIn(line: string): number | null {
  if (!line.includes('"msg":"ready"')) return null
  return (JSON.parse(line) as { port: number }).port
}
