import { availabilityOf } from './availability.ts'
import { Ledger } from './ledger.ts'
import { nextPerson } from './next-person.ts'
import { byStart, clip, overlaps, type Range, without } from './range.ts'
import type { OnCall, Reason, Shift } from './rota.ts'
import { type Turn, turnsBetween } from './turns.ts'

/** A shift its holder cannot keep, and why. */
export type Displaced = Range & NonNullable<Reason['instead']>

/**
 * Gives every open turn between `from` and `until` to somebody who can take it whole. Where nobody can, it is divided
 * among as few people as possible, and left open while nobody is there. Shifts already given are not touched.
 */
export function fill(state: OnCall, from: Date, until: Date, displaced: readonly Displaced[]): Shift[] {
  const open = without({ start: from, end: until }, state.shifts).flatMap((gap) =>
    turnsBetween(state.rota, gap.start, gap.end).map((turn) => ({ ...turn, ...clip(turn, gap) })),
  )
  if (open.length === 0) return [...state.shifts]

  const { users, absentFrom, presentFrom, size } = availabilityOf(state)
  const ledger = new Ledger(state.rota, state.shifts)
  const given: Shift[] = []

  for (const turn of open) {
    let rest = turn
    while (rest.start < rest.end) {
      const start = earliest(users.flatMap((user) => presentFrom(user, rest) ?? []))
      if (!start) break
      rest = { ...rest, start }
      const reach = new Map(
        users.map((user) => [user, absentFrom(user, rest) ?? rest.end] satisfies [string, Date]),
      )
      const end = latest([...reach.values()])
      const able = users.filter((user) => +(reach.get(user) ?? 0) === +end)
      give({ ...rest, end }, able)
      rest = { ...rest, start: end }
    }
  }
  return [...state.shifts, ...given].toSorted(byStart)

  function give(turn: Turn, able: readonly string[]): void {
    const { user, reason } = nextPerson(ledger, state.rota, size(turn.start), turn, able)
    const before = displaced.find((each) => overlaps(each, turn))
    const instead = before ? { user: before.user, because: before.because } : null
    const shift = { ...turn, user, countsFor: user, reason: { ...reason, instead } }
    ledger.add(shift)
    given.push(shift)
  }
}

function earliest(dates: readonly Date[]): Date | null {
  return dates.length > 0 ? new Date(Math.min(...dates.map(Number))) : null
}

function latest(dates: readonly Date[]): Date {
  return new Date(Math.max(...dates.map(Number)))
}
