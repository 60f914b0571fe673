/** A clock that runs in real time, ahead of it by what it was moved. */
export class RunningClock {
  #aheadMs = 0

  now(): Date {
    return new Date(Date.now() + this.#aheadMs)
  }

  /** Never goes back. */
  moveTo(instant: Date): void {
    this.#aheadMs += Math.max(0, instant.getTime() - this.now().getTime())
  }
}
