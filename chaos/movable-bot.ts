/** The bot as `main.ts` starts it, on a clock that its parent moves ahead: each message is a number of milliseconds. */
import { startApp } from '#app/app.ts'
import { loadSettings } from '#app/config.ts'
import { createLog } from '#log.ts'
import { AheadClock } from './ahead-clock.ts'

const { config, policy } = await loadSettings()
const clock = new AheadClock()
const log = createLog(config.logLevel)
const app = await startApp({ config, policy, clock, log })
process.on('message', (ms: number) => {
  clock.advance(ms)
  app.poke()
})
process.once('SIGTERM', () => {
  process.disconnect?.()
  void app[Symbol.asyncDispose]()
})
log.info({ port: app.port }, 'ready')
