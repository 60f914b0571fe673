import type { Range } from './range.ts'
import type { Rota, Shift, Tally, TurnClass } from './rota.ts'

const hour = 3_600_000
const day = 24 * hour
/** Days are counted on the wall clock; two clock changes never take more than this from them. */
const clockChanges = 3 * hour

type Stint = Range & { readonly class: TurnClass }

/** Who has had which turns, planned ones included. */
export class Ledger {
  #tallies = new Map<string, Tally>()
  #stints = new Map<string, Stint[]>()
  #joined = new Map<string, Date>()

  constructor(rota: Rota, shifts: readonly Shift[]) {
    for (const { user, credit, joinedAt } of rota.members) {
      this.#tallies.set(user, credit)
      this.#joined.set(user, joinedAt)
    }
    for (const shift of shifts) this.add(shift)
  }

  add(shift: Shift): void {
    const { countsFor, user } = shift
    const joined = this.#joined.get(countsFor)
    if (joined && shift.start >= joined) {
      const { total, weekend, holiday } = this.tally(countsFor)
      this.#tallies.set(countsFor, {
        total: total + 1,
        weekend: weekend + (shift.class === 'weekend' ? 1 : 0),
        holiday: holiday + (shift.class === 'holiday' ? 1 : 0),
      })
    }
    const stints = this.#stints.get(user) ?? []
    const after = stints.findLastIndex((stint) => stint.start < shift.start) + 1
    stints.splice(after, 0, shift)
    this.#stints.set(user, stints)
  }

  /** Turns counted for a person since joining, the credit given then included. */
  tally(user: string): Tally {
    return this.#tallies.get(user) ?? { total: 0, weekend: 0, holiday: 0 }
  }

  /** When the person's latest turn of that class (weekdays: of any) before `at` began. */
  last(user: string, of: TurnClass, at: Date): Date | null {
    const stints = this.#stints.get(user) ?? []
    return (
      stints.findLast((stint) => stint.start < at && (of === 'weekday' || stint.class === of))?.start ?? null
    )
  }

  /** Whether fewer than `days` days lie between `turn` and another turn of the person, before or after. */
  isTooNear(user: string, turn: Range, days: number): boolean {
    const gap = days * day - clockChanges
    return this.#near(user, turn, days * day).some(
      ({ start, end }) => +turn.start - +end < gap && +start - +turn.end < gap,
    )
  }

  /** Whether `turn` would put the person on call for more than a quarter of some 28 days. */
  exceedsQuarter(user: string, turn: Range): boolean {
    const stints = [...this.#near(user, turn, 28 * day), turn]
    // The fullest 28 days begin with one of the turns.
    return stints.some(({ start }) => {
      const end = +start + 28 * day
      const onCall = stints.reduce((sum, each) => {
        return sum + Math.max(0, Math.min(+each.end, end) - Math.max(+each.start, +start))
      }, 0)
      return onCall > 7 * day + clockChanges
    })
  }

  #near(user: string, turn: Range, distance: number): Stint[] {
    const near: Stint[] = []
    const stints = this.#stints.get(user) ?? []
    for (let i = stints.length - 1; i >= 0; i--) {
      const stint = stints[i]
      if (!stint || +stint.end < +turn.start - distance) break
      if (+stint.start <= +turn.end + distance) near.push(stint)
    }
    return near
  }
}

/** What newcomers count as having done: the floor of the mean of those already there. */
export function creditOf(tallies: readonly Tally[]): Tally {
  const mean = (key: keyof Tally) =>
    Math.floor(tallies.reduce((sum, tally) => sum + tally[key], 0) / Math.max(1, tallies.length))
  return { total: mean('total'), weekend: mean('weekend'), holiday: mean('holiday') }
}
