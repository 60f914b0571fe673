import type { SandboxClock } from '../surface.ts'

/** Things to do at a time of the sandbox clock. */
export interface Later {
  at(when: Date, task: () => void): void
  /** Runs what is due; call it after moving the clock. */
  check(): void
  /** The time at which the earliest of them is due. */
  next(): Date | null
  stop(): void
}

const LOOK_EVERY_MS = 50

export function makeLater(clock: SandboxClock): Later {
  let waiting: { when: number; task: () => void }[] = []
  let timer: NodeJS.Timeout | undefined

  function check(): void {
    const now = clock.now().getTime()
    const due = waiting.filter((w) => w.when <= now).sort((a, b) => a.when - b.when)
    waiting = waiting.filter((w) => w.when > now)
    for (const { task } of due) task()
    if (waiting.length === 0) stop()
  }

  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }

  return {
    at(when, task) {
      waiting.push({ when: when.getTime(), task })
      timer ??= setInterval(check, LOOK_EVERY_MS).unref()
    },
    check,
    next: () => (waiting.length === 0 ? null : new Date(Math.min(...waiting.map((one) => one.when)))),
    stop() {
      waiting = []
      stop()
    },
  }
}
