/** The only source of the current time. Everything that decides is given `now`; nothing else reads a clock. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
