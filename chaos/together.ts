/** The bot and a local Slack in this process, on one clock, where nothing is to be killed. Loopback only. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { parse } from 'yaml'
import { type App, startApp } from '#app/app.ts'
import { type Config, readConfig } from '#app/config.ts'
import { createLog } from '#log.ts'
import { policySchema } from '#policy/policy.ts'
import type { LocalSlack } from '../sandbox/slack.ts'
import type { SandboxClock } from '../sandbox/surface.ts'
import { connectedTo, startLocalSlack } from '../test/local-slack.ts'
import { usualPolicy } from './workplace.ts'

export interface Together extends AsyncDisposable {
  readonly slack: LocalSlack
  readonly app: App
  readonly config: Config
  /** Another replica on the same database. */
  again(): Promise<App>
}

export interface TogetherOptions {
  clock: SandboxClock
  databaseUrl?: string | undefined
  policy?: string
  pollMs?: number
  log?: Logger
}

export async function openTogether(options: TogetherOptions): Promise<Together> {
  await using parts = new AsyncDisposableStack()
  const { clock, databaseUrl, policy = usualPolicy, pollMs, log = createLog('silent') } = options
  const folder = await mkdtemp(join(tmpdir(), 'muster-proof-'))
  parts.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const slack = parts.use(await startLocalSlack({ clock }))
  const config = readConfig({
    ...connectedTo(slack, 'http'),
    MUSTER_DATA: join(folder, 'data'),
    PORT: '0',
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  })
  const start = () =>
    startApp({
      config,
      policy: policySchema.parse(parse(policy)),
      clock,
      log,
      ...(pollMs !== undefined && { pollMs }),
    })
  const app = parts.use(await start())
  await slack.connectTo(`http://127.0.0.1:${app.port}/slack/events`)
  await app.settle()
  await slack.settled()
  const owned = parts.move()

  return {
    slack,
    app,
    config,
    again: async () => owned.use(await start()),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
