import { hour, type Range } from '#time.ts'
import type { Rota, Shift, Tally, TurnClass } from './rota.ts'

const day = 24 * hour
/** Days count on the wall clock; two clock changes never shorten them by more than this. */
const clockChanges = 3 * hour

/** A shift in milliseconds: this is the inner loop of the scheduler. */
interface Stint {
  readonly start: number
  readonly end: number
  readonly class: TurnClass
}

/** Keeps count of the turns each person has had, planned ones included. */
export class Ledger {
  #tallies = new Map<string, Tally>()
  #stints = new Map<string, Stint[]>()
  #members = new Map<string, { joinedAt: number; startsAt: number }>()

  constructor(rota: Rota, shifts: readonly Shift[]) {
    for (const { user, credit, joinedAt, startsAt } of rota.members) {
      this.#tallies.set(user, credit)
      this.#members.set(user, { joinedAt: +joinedAt, startsAt: +startsAt })
    }
    for (const shift of shifts) this.add(shift)
  }

  add({ start, end, user, countsFor, class: kind, reason }: Shift): void {
    const member = this.#members.get(countsFor)
    if (member && +start >= member.joinedAt) {
      const { total, weekend, holiday, night } = this.tally(countsFor)
      this.#tallies.set(countsFor, {
        total: total + 1,
        weekend: weekend + (kind === 'weekend' ? 1 : 0),
        holiday: holiday + (kind === 'holiday' ? 1 : 0),
        night: night + (reason.night ? 1 : 0),
      })
    }
    const stints = this.#stintsOf(user)
    const after = stints.findLastIndex((stint) => stint.start < +start) + 1
    stints.splice(after, 0, { start: +start, end: +end, class: kind })
    this.#stints.set(user, stints)
  }

  /** Turns counted for a person since joining, including the credit given then. */
  tally(user: string): Tally {
    return this.#tallies.get(user) ?? { total: 0, weekend: 0, holiday: 0, night: 0 }
  }

  /** Tells if the person joined too lately to be scheduled at `at`. */
  isNew(user: string, at: Date): boolean {
    return +at < (this.#members.get(user)?.startsAt ?? -Infinity)
  }

  /** The person's latest turn of that class (weekdays: of any) before `at` began. */
  last(user: string, of: TurnClass, at: Date): Date | null {
    const last = this.#stintsOf(user).findLast(
      (stint) => stint.start < +at && (of === 'weekday' || stint.class === of),
    )
    return last ? new Date(last.start) : null
  }

  /** The person's first turn of that class (weekdays: of any) after `at` begins. */
  next(user: string, of: TurnClass, at: Date): Date | null {
    const next = this.#after(user, +at).find((stint) => of === 'weekday' || stint.class === of)
    return next ? new Date(next.start) : null
  }

  /**
   * The person's total at `turn`, or at a later turn of theirs if that is higher. A later total counts one less for
   * each `round` milliseconds in between, since everybody gets one more turn in that time.
   */
  load(user: string, turn: Range, round: number): number {
    const later = this.#after(user, +turn.start)
    const done = this.tally(user).total - later.length
    return later.reduce(
      (most, { start }, i) => Math.max(most, done + i + 1 - (start - +turn.start) / round),
      done,
    )
  }

  /** Tells if fewer than `days` days lie between `turn` and another turn of the person, before or after. */
  isTooNear(user: string, turn: Range, days: number): boolean {
    const gap = days * day - clockChanges
    return this.#near(user, turn, gap).some(
      (each) => +turn.start - each.end < gap && each.start - +turn.end < gap,
    )
  }

  /** Tells if `turn` would put the person on call for more than a quarter of some 28 days, or for more than itself where it is longer. */
  exceedsQuarter(user: string, turn: Range): boolean {
    const quarter = Math.max(7 * day, +turn.end - +turn.start) + clockChanges
    const stints = [...this.#near(user, turn, 28 * day), { start: +turn.start, end: +turn.end }]
    if (stints.reduce((sum, { start, end }) => sum + end - start, 0) <= quarter) return false
    // The fullest 28 days begin with a turn.
    return stints.some(({ start }) => {
      const end = start + 28 * day
      const within = stints.map((each) => Math.max(0, Math.min(each.end, end) - Math.max(each.start, start)))
      return within.reduce((sum, each) => sum + each, 0) > quarter
    })
  }

  #after(user: string, at: number): readonly Stint[] {
    const stints = this.#stintsOf(user)
    return stints.slice(stints.findLastIndex((stint) => stint.start <= at) + 1)
  }

  #near(user: string, turn: Range, distance: number): Stint[] {
    const stints = this.#stintsOf(user)
    const [from, until] = [+turn.start - distance, +turn.end + distance]
    const first = stints.findLastIndex((stint) => stint.end < from) + 1
    return stints.slice(first).filter((stint) => stint.start <= until)
  }

  #stintsOf(user: string): Stint[] {
    return this.#stints.get(user) ?? []
  }
}

/** The turns newcomers count as having done: the floor of the mean of those already there. */
export function creditOf(tallies: readonly Tally[]): Tally {
  const mean = (key: keyof Tally) =>
    Math.floor(tallies.reduce((sum, tally) => sum + tally[key], 0) / Math.max(1, tallies.length))
  return { total: mean('total'), weekend: mean('weekend'), holiday: mean('holiday'), night: mean('night') }
}
