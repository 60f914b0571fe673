/** Muster as a company runs it: real processes with a real data directory, against the local Slack. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as nextTurn } from 'node:timers/promises'
import { createInterface } from 'node:readline'
import type { LocalSlack } from '../sandbox/slack.ts'
import { connectedTo, startLocalSlack } from './local-slack.ts'

export interface Running {
  process: ChildProcess
  port: number
  /** Every line it logged. */
  lines: string[]
  /** Sends a signal and gives the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export interface Installation extends AsyncDisposable {
  slack: LocalSlack
  dataDir: string
  env: Record<string, string>
  /** Runs one of the programs of `src/` to its end. */
  run(program: string, args?: string[], env?: Record<string, string>): Promise<{ code: number; said: string }>
  /** Starts the bot, and resolves once it is ready. */
  start(env?: Record<string, string>): Promise<Running>
}

export async function openInstallation(manifest = 'manifest.yml'): Promise<Installation> {
  await using open = new AsyncDisposableStack()
  const clock = { now: () => new Date() }
  const slack = open.use(await startLocalSlack({ clock, manifest }))
  const folder = await mkdtemp(join(tmpdir(), 'muster-installed-'))
  open.defer(() => rm(folder, { recursive: true, force: true }))
  const dataDir = join(folder, 'data')
  const env = {
    PATH: process.env['PATH'] ?? '',
    ...connectedTo(slack, 'socket'),
    MUSTER_DATA: dataDir,
    MUSTER_POLICY: join(folder, 'muster.yml'),
    PORT: '0',
    LOG_LEVEL: 'debug',
  }

  const owned = open.move()

  async function start(more: Record<string, string> = {}): Promise<Running> {
    const child = spawn(process.execPath, ['src/main.ts'], {
      env: { ...env, ...more },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const running = follow(child)
    owned.defer(async () => void (await running.stop('SIGKILL')))
    const port = await running.ready
    while ((await fetch(`http://127.0.0.1:${port}/readyz`)).status !== 200) await nextTurn(20)
    return { ...running, port }
  }

  return {
    slack,
    dataDir,
    env,
    start,
    async run(program, args = [], more = {}) {
      const child = spawn(process.execPath, [`src/${program}`, ...args], {
        env: { ...env, ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const [out, err, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'exit') as Promise<[number]>,
      ])
      return { code, said: out + err }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Reads what a bot logs. */
export function follow(child: ChildProcess): Omit<Running, 'port'> & { ready: Promise<number> } {
  const lines: string[] = []
  const { promise: ready, resolve, reject } = Promise.withResolvers<number>()
  const exited = once(child, 'exit')
  if (child.stdout === null) throw new Error('its output is not piped')
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    if (line.includes('"msg":"ready"')) resolve(Number((JSON.parse(line) as { port: number }).port))
  })
  void exited.then(() => reject(new Error(`it ended before it was ready: ${lines.join('\n')}`)))
  ready.catch(() => {})
  return {
    process: child,
    lines,
    ready,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      const [code] = (await exited) as [number | null]
      return code
    },
  }
}
