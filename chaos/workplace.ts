/** A local Slack in this process, a database, and the bot as processes that can be killed. Loopback only. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LocalSlack } from '../sandbox/slack.ts'
import type { Answer } from '../sandbox/surface.ts'
import { freePort } from '../test/free-port.ts'
import { connectedTo, startLocalSlack } from '../test/local-slack.ts'
import { AheadClock } from './ahead-clock.ts'
import { type BotProcess, type Environment, startBot } from './bot-process.ts'

export interface Workplace extends AsyncDisposable {
  readonly slack: LocalSlack
  readonly clock: AheadClock
  readonly env: Environment
  readonly folder: string
  /** Starts a bot on the port that Slack delivers to; `program` is that of another version. */
  start(more?: Environment, program?: string): Promise<BotProcess>
  /** Starts one whose clock moves along with the local Slack's by `advance`. */
  startMovable(): Promise<BotProcess>
  /** Starts one that can be told to die at a commit. */
  startMortal(): Promise<BotProcess>
  advance(ms: number): void
  /** The bot's time: real, and as much ahead as it was moved with `advance`. */
  now(): Date
  /** A command typed in #general. */
  type(as: string, text: string): Promise<Answer>
  /** Tells Slack where the bot listens; once is enough. */
  connect(): Promise<void>
  readonly port: number
}

export interface WorkplaceOptions {
  /** Default: the embedded engine, in a directory of its own. */
  databaseUrl?: string | undefined
  policy?: string
  patienceMs?: number
}

/** The people that the policy below names, and others who only use Slack. */
export const cast = {
  reporter: 'U01AMINA',
  geoc: 'U03CLARA',
  nextGeoc: 'U05MIRA',
  im: 'U02JONAS',
  sem: 'U04DEVON',
  bystander: 'U10PRIYA',
} as const

export const general = 'C01GENERAL'

/** One person stands for many here, who declare a hundred incidents a minute. */
export const storms =
  'limits: { declare_asks: never, declare: never, declare_alike: never, page_by_name: never }\n'

export const usualPolicy = `
people: { geoc: [${cast.geoc}, ${cast.nextGeoc}], im: [${cast.im}] }
squads: { payments: { sem: [${cast.sem}] } }
links:
  - { title: Situation room, url: https://meet.example.com/situation }
  - { title: Runbooks, url: https://wiki.example.com/runbooks }
contact: call the duty phone
${storms}`

export async function openWorkplace(options: WorkplaceOptions = {}): Promise<Workplace> {
  await using parts = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'muster-chaos-'))
  parts.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const clock = new AheadClock()
  const slack = parts.use(
    await startLocalSlack({
      clock,
      ...(options.patienceMs !== undefined && { patienceMs: options.patienceMs }),
    }),
  )
  const policyFile = join(folder, 'muster.yml')
  await writeFile(policyFile, options.policy ?? usualPolicy)
  const port = await freePort()
  const env: Environment = {
    ...connectedTo(slack, 'http'),
    MUSTER_POLICY: policyFile,
    MUSTER_DATA: join(folder, 'data'),
    PORT: String(port),
    LOG_LEVEL: 'info',
    ...(options.databaseUrl !== undefined && { DATABASE_URL: options.databaseUrl }),
  }
  const bots = new Set<BotProcess>()
  let moved = 0
  const keep = (bot: BotProcess): BotProcess => {
    bots.add(bot)
    return bot
  }
  parts.defer(async () => {
    for (const bot of bots) if (bot.running) await bot.kill()
  })
  const owned = parts.move()

  return {
    slack,
    clock,
    env,
    folder,
    port,
    start: async (more, program) => keep(await startBot({ ...env, ...more }, program)),
    startMovable: async () => keep(await startBot(env, 'chaos/movable-bot.ts')),
    startMortal: async () => keep(await startBot(env, 'chaos/dying-bot.ts')),
    now: () => new Date(Date.now() + moved),
    advance(ms) {
      moved += ms
      clock.advance(ms)
      slack.clockMoved()
      for (const bot of bots) bot.advance(ms)
    },
    type: (as, text) => slack.surface.do({ as, act: 'command', channel: general, text }),
    connect: () => slack.connectTo(`http://127.0.0.1:${port}/slack/events`),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
