/** A clock that runs in real time, ahead by the milliseconds it was moved. */
export class AheadClock {
  ahead = 0

  now(): Date {
    return new Date(Date.now() + this.ahead)
  }

  advance(ms: number): void {
    this.ahead += ms
  }
}
