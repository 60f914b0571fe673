/** A clock that runs in real time, ahead of it by what it was moved. */
export class RunningClock {
  #aheadMs: number

  constructor(aheadMs = 0) {
    this.#aheadMs = aheadMs
  }

  now(): Date {
    return new Date(Date.now() + this.#aheadMs)
  }

  /** Never goes back. */
  moveTo(instant: Date): void {
    this.#aheadMs += Math.max(0, instant.getTime() - this.now().getTime())
  }
}
