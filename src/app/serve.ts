/** The bot: runs until a signal asks it to stop. */
import { flushCompileCache } from 'node:module'
import { startApp } from './app.ts'
import { systemClock } from '../clock.ts'
import { loadSettings } from './config.ts'
import { createLog } from '../log.ts'
import { Misconfigured } from '../misconfigured.ts'

/** Milliseconds for work under way to end; the next start takes up the rest. */
const patience = 10_000

try {
  const { config, policy } = await loadSettings()
  const log = createLog(config.logLevel)
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'a promise was rejected and nobody looked'),
  )
  const app = await startApp({ config, policy, clock: systemClock, log })
  const signal = told()
  log.info({ port: app.port, mode: config.slack.connection.mode }, 'ready')
  // Written now: a killed process could not write it.
  flushCompileCache()
  log.info({ signal: await signal }, 'stopping')
  const impatience = setTimeout(() => {
    log.warn('stopped before everything had ended')
    process.exit(0)
  }, patience)
  void told().then(() => process.exit(1))
  await app[Symbol.asyncDispose]()
  clearTimeout(impatience)
  log.info('stopped')
  process.exit(0)
} catch (error) {
  if (!(error instanceof Misconfigured)) throw error
  console.error(error.message)
  process.exitCode = 1
}

/** Resolves with the next signal that asks us to stop. */
function told(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve)
  return promise
}
