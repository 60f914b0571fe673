/** A bot on a story's clock that comes back each time it is killed, on the same data and port; its own clock may be ahead. */
import { setTimeout as pause } from 'node:timers/promises'
import type { App, AppOptions } from '#app/app.ts'
import type { Stage } from '../play/stage.ts'
import { type Child, Died, startChild } from './child.ts'
import type { Questions } from './remote-bot.ts'
import { freePort } from '../test/free-port.ts'

export interface MortalBot extends App {
  /** The calls over which it was killed or disturbed. */
  readonly cutOff: readonly string[]
  /** SIGKILL, unless it was stopped; resolves when it is gone, while the next one starts. */
  kill(method: string): Promise<void>
  /** Moves the clock on as far as mending may take, once the trouble outside has lasted `lasting` real milliseconds. */
  disturb(method: string, lasting?: number): void
  /** Resolves once the clock of the story has moved on so far, or when it was stopped. */
  later(ms: number): Promise<void>
}

/** Milliseconds of the clock in which everything that was cut off is taken up again: the promise. */
const recovery = 5_000
/** Milliseconds of the clock that pass until it is started again. */
const start = 100

export async function startMortalBot(
  { config, policy }: AppOptions,
  { clock, slack }: Pick<Stage, 'clock' | 'slack'>,
  ahead = 0,
): Promise<MortalBot> {
  const port = await freePort()
  const now = (): Date => new Date(clock.now().getTime() + ahead)
  const begin = (): Promise<Child> => startChild({ now: now(), config: { ...config, port }, policy })
  let child = begin()
  const cutOff: string[] = []
  let recovering: Promise<void> | null = null
  let until = 0
  let notBefore = 0
  let isOver = false
  let waiting: { at: number; resolve: () => void }[] = []
  await child

  /** Asks a living bot, and another when that one dies over it. */
  async function ask<K extends keyof Questions>(
    what: K,
    ...args: unknown[]
  ): Promise<Awaited<ReturnType<Questions[K]>>> {
    for (;;) {
      const asked = child
      try {
        return (await (await asked).ask(what, now(), args)) as Awaited<ReturnType<Questions[K]>>
      } catch (error) {
        if (!(error instanceof Died) || asked === child) throw error
      }
    }
  }

  async function nextDue(): Promise<Date | null> {
    const next = await ask('nextDue')
    return next && new Date(next.getTime() - ahead)
  }

  async function recover(): Promise<void> {
    for (;;) {
      await ask('settle')
      const due = (await nextDue())?.getTime() ?? Number.POSITIVE_INFINITY
      const at = clock.now().getTime()
      if (at >= until) return
      await pause(Math.max(0, notBefore - performance.now()))
      const next = Math.min(due, ...waiting.map((one) => one.at))
      clock.moveTo(new Date(Math.min(until, Math.max(next, at + 1))))
      slack.clockMoved()
      for (const one of waiting) if (one.at <= clock.now().getTime()) one.resolve()
      waiting = waiting.filter((one) => one.at > clock.now().getTime())
    }
  }

  function disturb(method: string, lasting = 0): void {
    if (isOver) return
    notBefore = Math.max(notBefore, performance.now() + lasting)
    cutOff.push(method)
    until = clock.now().getTime() + recovery
    recovering ??= recover()
      // The next caller hears of what went wrong.
      .catch(() => {})
      .finally(() => {
        recovering = null
        for (const { resolve } of waiting) resolve()
      })
  }

  return {
    metricsPort: null,
    port,
    cutOff,
    incidents: {
      load: (...args) => ask('load', ...args),
      events: (...args) => ask('events', ...args),
    },
    postmortems: { whole: (...args) => ask('whole', ...args) },
    exports: { file: (...args) => ask('file', ...args) },
    escalation: { pagedFor: (...args) => ask('pagedFor', ...args) },
    // The next request moves its clock and looks.
    poke() {},
    async settle() {
      do {
        await recovering
        await ask('settle')
      } while (recovering !== null)
    },
    nextDue,
    disturb,
    async kill(method) {
      if (isOver) return
      const victim = await child
      const gone = victim.kill()
      child = gone.then(() => {
        clock.moveTo(new Date(clock.now().getTime() + start))
        return begin()
      })
      disturb(method)
      await gone
    },
    later(ms) {
      if (isOver) return Promise.resolve()
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.push({ at: clock.now().getTime() + ms, resolve })
      return promise
    },
    async [Symbol.asyncDispose]() {
      await recovering
      isOver = true
      for (const { resolve } of waiting) resolve()
      await (await child).stop()
    },
  }
}
