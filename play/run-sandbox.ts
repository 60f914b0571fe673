/** The sandbox: the bot, an embedded database and a local Slack with a page where a person plays every part. */
import '#umask.ts'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { destination } from 'pino'
import { type App, startApp } from '#app/app.ts'
import { keepPrivate } from '#db/private-folder.ts'
import { createLog } from '#log.ts'
import { Misconfigured } from '#misconfigured.ts'
import { startMonitors } from '../sandbox/monitors/monitors.ts'
import { startProviders } from '../sandbox/providers/providers.ts'
import { startSlack } from '../sandbox/slack.ts'
import { botConfig, credentials } from './bot-config.ts'
import { firstDaysMs, onceIn, playFirstDays, UnplayableBeginning } from './first-days.ts'
import { heardFrom } from './heard-from.ts'
import { phoneOf, waysOf } from './phones.ts'
import { RunningClock } from './running-clock.ts'
import { actorsOn } from './scene.ts'
import { nextDue, settler } from './settle.ts'
import { companyPolicy } from './story/policy.ts'
import { walk } from './walk.ts'

const usualPort = 4390
const root = join(import.meta.dirname, '..')
/** Everything is kept here from one start to the next. */
const data = process.env['MUSTER_DATA'] ?? join(root, '.sandbox')

const hint = 'Be Amina, go to #questions and type: /incident declare checkout is down'

async function main(): Promise<void> {
  await using parts = new AsyncDisposableStack()
  await keepPrivate(data, ['data', 'slack.json'])
  const beginning = await onceIn(data)
  const log = createLog('info', destination({ dest: join(data, 'muster.log'), sync: true }))
  const clock = new RunningClock(beginning.isNew ? -firstDaysMs : 0)
  const asked = process.env['PORT']
  let bot: App | undefined = undefined
  const providers = parts.use(await startProviders({ clock: { now: () => clock.now() } }))
  const monitors = parts.use(await startMonitors({ clock: { now: () => clock.now() } }))
  const slack = parts.use(
    await startSlack({
      ...credentials,
      clock: { now: () => clock.now(), advance },
      port: asked === undefined ? await portNear(usualPort) : Number(asked),
      manifest: join(root, 'manifest.yml'),
      stateFile: join(data, 'slack.json'),
      hint,
      phones: providers,
      monitors,
    }),
  )
  for (const [nth, person] of slack.surface.people().entries()) providers.addPhone(phoneOf(person, nth))
  const settle = settler(slack, () => bot, providers, monitors)

  /** The page's "+5 min" goes through everything that becomes due meanwhile, as time would. */
  async function advance(ms: number): Promise<void> {
    await advanceTo(new Date(clock.now().getTime() + ms))
  }

  async function advanceTo(target: Date): Promise<void> {
    if (bot) await walk(clock, target, { next: () => nextDue(slack, bot), settle })
    else clock.moveTo(target)
  }

  const port = await portNear(usualPort + 1)
  const publicUrl = `http://127.0.0.1:${port}`
  providers.connectTo({ publicUrl, local: publicUrl })
  monitors.connectTo(publicUrl)
  const config = botConfig(
    slack.apiUrl,
    { dataDir: join(data, 'data') },
    { publicUrl, port, ways: waysOf(providers), ...heardFrom(monitors) },
  )
  const policy = await companyPolicy({ monitoring: true })
  const app = parts.use(await startApp({ config, policy, clock, log }))
  bot = app
  await slack.connectTo(`http://127.0.0.1:${app.port}/slack/events`)

  if (beginning.isNew) {
    const scene = { ...actorsOn(slack, settle), clock, advance, advanceTo }
    await playFirstDays(scene, { slack, providers }, new Date())
    await beginning.done()
  }
  console.log(`The sandbox is at ${slack.url}`)
  console.log(hint)
  await stopSignal()
}

/** This port, or a free one when somebody else has it. */
async function portNear(port: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const probe = createServer()
  probe.once('error', () => resolve(port === 0 ? 0 : portNear(0)))
  probe.listen(port, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => resolve(typeof address === 'object' && address ? address.port : port))
  })
  return promise
}

async function stopSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  await promise
}

try {
  await main()
} catch (error) {
  if (!(error instanceof Misconfigured || error instanceof UnplayableBeginning)) throw error
  console.error(error.message)
  process.exitCode = 1
}
