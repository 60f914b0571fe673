import { availabilityOf } from './availability.ts'
import { Ledger } from './ledger.ts'
import { trim } from './meant.ts'
import { nextPerson } from './next-person.ts'
import { nightFinder } from './night-turn.ts'
import { byStart, clip, day, overlaps, type Range, subtract } from '#time.ts'
import type { Rota, RotaState, Reason, Shift } from './rota.ts'
import { endOfTurn, isShort, type Turn, turnLength, turnsBetween } from './turns.ts'

/** A shift its holder cannot keep, and why. */
export type Displaced = Range & NonNullable<Reason['instead']>

/**
 * Gives every open turn between `from` and `until` to somebody who can take it whole. Where nobody can, it divides the
 * turn among as few people as possible, and leaves open what nobody can take. Turns are given in the order of time, but where
 * a day has several, weekends and holidays three days before the weekdays around them. Shifts already given
 * stay, and publishing often or rarely gives the same shifts. Quiet time is nobody's.
 */
export function fill(state: RotaState, from: Date, until: Date, displaced: readonly Displaced[]): Shift[] {
  const ahead = endOfTurn(state.rota, new Date(+until + rareTurnsAhead(state.rota)))
  const open = subtract({ start: from, end: ahead }, state.shifts)
    .flatMap((gap) =>
      turnsBetween(state.rota, gap.start, gap.end).flatMap((turn) => {
        const left = trim(state.rota, clip(turn, gap))
        return left ? { ...turn, ...left } : []
      }),
    )
    .filter((turn) => givenAs(state.rota, turn) < +until)
    .toSorted((a, b) => givenAs(state.rota, a) - givenAs(state.rota, b))
  if (open.length === 0) return [...state.shifts]

  const { users, presentFrom, presentUntil, size } = availabilityOf(state)
  const ledger = new Ledger(state.rota, state.shifts)
  const zones = new Map(state.rota.members.map(({ user, timeZone }) => [user, timeZone]))
  const length = turnLength(state.rota)
  const given: Shift[] = []

  for (const turn of open) {
    const until = +turn.end
    let at = +turn.start
    while (at < until) {
      const begin = Math.min(until, ...users.map((user) => presentFrom(user, at, until) ?? until))
      if (begin === until) break
      const reach = users.map((user) => presentUntil(user, begin, until))
      const end = Math.max(...reach)
      const able = users.filter((_, i) => reach[i] === end)
      give({ ...turn, start: new Date(begin), end: new Date(end) }, able)
      at = end
    }
  }
  return [...state.shifts, ...given].toSorted(byStart)

  function give(turn: Turn, able: readonly string[]): void {
    const members = size(+turn.start)
    const round = members * length
    const isNight = nightFinder(state.rota, turn)
    const { user, reason } = nextPerson(
      ledger,
      { size: members, length },
      turn,
      able.map((each) => ({
        user: each,
        until: presentUntil(each, +turn.start, +turn.start + round),
        night: isNight(zones.get(each) ?? state.rota.timeZone),
      })),
    )
    const before = displaced.find((each) => overlaps(each, turn))
    const instead = before ? { user: before.user, because: before.because } : null
    const { onWeekend: _, ...time } = turn
    const shift = { ...time, user, countsFor: user, reason: { ...reason, instead } }
    ledger.add(shift)
    given.push(shift)
  }
}

/** The place of a turn in the order of giving them out, as an instant. */
function givenAs(rota: Rota, turn: Turn): number {
  return +turn.start - (turn.class === 'weekday' ? 0 : rareTurnsAhead(rota))
}

/** Lets no weekday keep a person from their turn at weekends and holidays, where no order is kept. */
function rareTurnsAhead(rota: Rota): number {
  return isShort(rota) ? 3 * day : 0
}
