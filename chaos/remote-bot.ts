/** The bot in a process of its own, on a clock that stands still until its parent moves it. */
import { type App, startApp } from '#app/app.ts'
import type { Config } from '#app/config.ts'
import { createLog } from '#log.ts'
import type { Policy } from '#policy/policy.ts'
import { StoryClock } from '../play/story-clock.ts'

export interface Beginning {
  now: Date
  config: Config
  policy: Policy
}

/** The requests its parent may send. */
const questions = {
  async settle(app: App): Promise<void> {
    app.poke()
    await app.settle()
  },
  nextDue: (app: App) => app.nextDue(),
  load: (app: App, ...args: Parameters<App['incidents']['load']>) => app.incidents.load(...args),
  events: (app: App, ...args: Parameters<App['incidents']['events']>) => app.incidents.events(...args),
  pagedFor: (app: App, ...args: Parameters<App['escalation']['pagedFor']>) =>
    app.escalation.pagedFor(...args),
  whole: (app: App, ...args: Parameters<App['postmortems']['whole']>) => app.postmortems.whole(...args),
  file: (app: App, ...args: Parameters<App['exports']['file']>) => app.exports.file(...args),
}

export type Questions = typeof questions

export interface Question {
  id: number
  now: Date
  what: keyof Questions
  args: unknown[]
}

export type Reply = { id: number } & ({ answer: unknown } | { error: string })

process.once('message', (beginning: Beginning) => void begin(beginning))
process.once('disconnect', () => process.exit(0))

async function begin({ now, config, policy }: Beginning): Promise<void> {
  const clock = new StoryClock(now)
  const app = await startApp({ config, policy, clock, log: createLog('silent'), pollMs: 50 })
  process.on('message', ({ id, now: later, what, args }: Question) => {
    clock.moveTo(later)
    const answering = Promise.resolve(Reflect.apply(questions[what], null, [app, ...args]))
    const reply = (it: Reply) => void process.send?.(it)
    answering.then(
      (answer: unknown) => reply({ id, answer }),
      (error: unknown) => reply({ id, error: String(error) }),
    )
  })
  process.once('SIGTERM', () => void app[Symbol.asyncDispose]().then(() => process.exit(0)))
  process.send?.({ id: 0, answer: null } satisfies Reply)
}
