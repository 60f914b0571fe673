/** Real time, and as much ahead of it as it was moved. */
export class AheadClock {
  ahead = 0

  now(): Date {
    return new Date(Date.now() + this.ahead)
  }

  advance(ms: number): void {
    this.ahead += ms
  }
}
