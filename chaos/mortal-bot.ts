/** A bot on a story's clock that comes back each time it is killed, on the same data and port. */
import type { App, AppOptions } from '#app.ts'
import type { Stage } from '../play/stage.ts'
import { type Child, Died, startChild } from './child.ts'
import type { Questions } from './remote-bot.ts'
import { freePort } from './workplace.ts'

export interface MortalBot extends App {
  readonly deaths: number
  /** SIGKILL, unless it was stopped; resolves when it is gone, while the next one starts. */
  kill(): Promise<void>
  /** Resolves once the clock of the story has moved on so far. */
  later(ms: number): Promise<void>
  /** Resolves when it lives and has taken up what its death cut off. */
  recovered(): Promise<void>
}

/** Milliseconds of the clock in which everything that a death cut off is taken up again: the promise. */
const recovery = 5_000

export async function startMortalBot(
  { config, policy }: AppOptions,
  { clock, slack }: Pick<Stage, 'clock' | 'slack'>,
): Promise<MortalBot> {
  const port = await freePort()
  const begin = (): Promise<Child> => startChild({ now: clock.now(), config: { ...config, port }, policy })
  let child = begin()
  let deaths = 0
  let recovering: Promise<void> | null = null
  let until = 0
  let isOver = false
  let waiting: { at: number; resolve: () => void }[] = []
  await child

  /** Asks whoever lives, and again when that one dies over it. */
  async function ask<K extends keyof Questions>(
    what: K,
    ...args: unknown[]
  ): Promise<Awaited<ReturnType<Questions[K]>>> {
    for (;;) {
      const asked = child
      try {
        return (await (await asked).ask(what, clock.now(), args)) as Awaited<ReturnType<Questions[K]>>
      } catch (error) {
        if (!(error instanceof Died) || asked === child) throw error
      }
    }
  }

  async function recover(): Promise<void> {
    for (;;) {
      await ask('settle')
      const due = (await ask('nextDue'))?.getTime() ?? Number.POSITIVE_INFINITY
      const now = clock.now().getTime()
      if (now >= until) return
      const next = Math.min(due, ...waiting.map(({ at }) => at))
      clock.moveTo(new Date(Math.min(until, Math.max(next, now + 1))))
      slack.clockMoved()
      for (const { at, resolve } of waiting) if (at <= clock.now().getTime()) resolve()
      waiting = waiting.filter(({ at }) => at > clock.now().getTime())
    }
  }

  return {
    port,
    get deaths() {
      return deaths
    },
    incidents: {
      load: (...args) => ask('load', ...args),
      events: (...args) => ask('events', ...args),
    },
    postmortems: { whole: (...args) => ask('whole', ...args) },
    exports: { file: (...args) => ask('file', ...args) },
    // Whatever it is asked for next moves its clock and looks.
    poke() {},
    async settle() {
      do {
        await recovering
        await ask('settle')
      } while (recovering !== null)
    },
    nextDue: () => ask('nextDue'),
    async kill() {
      if (isOver) return
      const victim = await child
      deaths += 1
      const gone = victim.kill()
      child = gone.then(begin)
      until = clock.now().getTime() + recovery
      recovering ??= recover().finally(() => {
        recovering = null
        for (const { resolve } of waiting) resolve()
      })
      await gone
    },
    later(ms) {
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.push({ at: clock.now().getTime() + ms, resolve })
      return promise
    },
    async recovered() {
      await recovering
    },
    async [Symbol.asyncDispose]() {
      await recovering
      isOver = true
      await (await child).stop()
    },
  }
}
