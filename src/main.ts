import { startApp } from './app.ts'
import { systemClock } from './clock.ts'
import { loadSettings } from './config.ts'
import { createLog } from './log.ts'
import { Misconfigured } from './misconfigured.ts'

try {
  const { config, policy } = await loadSettings()
  const log = createLog(config.logLevel)
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'a promise was rejected and nobody looked'),
  )
  const app = await startApp({ config, policy, clock: systemClock, log })
  log.info({ port: app.port, mode: config.slack.connection.mode }, 'ready')

  const { promise: told, resolve: tell } = Promise.withResolvers<string>()
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, tell)
  log.info({ signal: await told }, 'stopping')
  await app[Symbol.asyncDispose]()
  log.info('stopped')
} catch (error) {
  if (!(error instanceof Misconfigured)) throw error
  console.error(error.message)
  process.exitCode = 1
}
