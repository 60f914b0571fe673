/** A clock that stands still until a story moves it. */
export class StoryClock {
  #now: Date

  constructor(start: Date) {
    this.#now = start
  }

  now(): Date {
    return this.#now
  }

  /** Never goes back. */
  moveTo(instant: Date): void {
    if (instant > this.#now) this.#now = instant
  }
}
