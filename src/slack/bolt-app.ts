/** Bolt, as a table of listeners only: requests come in through `deliver`, and every call leaves through the gateway. */
import { App, type Logger as BoltLogger, LogLevel } from '@slack/bolt'
import type { Logger } from 'pino'
import { registerListeners } from './register.ts'
import type { Services } from './asking/services.ts'

export function createBoltApp(services: Services): App {
  const app = new App({
    receiver: { init() {}, start: async () => {}, stop: async () => {} },
    // Without a token Bolt has nothing to call Slack with, and nothing to verify per event.
    authorize: async () => ({ botUserId: services.slack.botUserId }),
    // The reconciler learns from the echoes of our own messages.
    ignoreSelf: false,
    convoStore: false,
    logger: quietLogger(services.log),
    logLevel: LogLevel.WARN,
  })
  app.error(async (error) => {
    throw error.original ?? error
  })
  registerListeners(app, services)
  return app
}

/** Logs the first words that Slack's packages say, and drops other arguments, so that no payload is logged. */
export function quietLogger(log: Logger): BoltLogger {
  const words = (said: unknown[]) => ({ why: said.find((one) => typeof one === 'string') })
  return {
    debug() {},
    info() {},
    warn: (...said) => log.warn(words(said), 'Slack’s package warns'),
    error: (...said) => log.warn(words(said), 'Slack’s package reports an error'),
    setLevel() {},
    setName() {},
    getLevel: () => LogLevel.WARN,
  }
}
