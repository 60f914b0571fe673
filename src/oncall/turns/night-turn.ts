/** Tells if a turn is mostly night for a person, so that others are preferred: this makes a rota follow the sun. */
import { day, inZone, type Range } from '#time.ts'
import { meantIn } from './meant.ts'
import type { Member, Rota } from './rota.ts'
import { isShort, turnsBetween } from './turns.ts'

/** Night on a person's own clock; it ends on the day after. */
const nightfall = Temporal.PlainTime.from('22:00')
const morning = Temporal.PlainTime.from('07:00')

/** `at`, or the end of the night that it falls in where the person lives. */
export function afterNight(at: Date, timeZone: string): Date {
  const there = inZone(at, timeZone)
  const time = there.toPlainTime()
  const isLate = Temporal.PlainTime.compare(time, nightfall) >= 0
  if (!isLate && Temporal.PlainTime.compare(time, morning) >= 0) return at
  const date = isLate ? there.toPlainDate().add({ days: 1 }) : there.toPlainDate()
  return new Date(date.toZonedDateTime({ timeZone, plainTime: morning }).epochMilliseconds)
}

/** Asks for one turn of a rota; the answer depends on the zone alone. */
export function nightFinder(rota: Rota, turn: Range): (timeZone: string) => boolean {
  if (!isShort(rota) && !rota.hours?.from) return () => false
  const parts = meantIn(rota, turn)
  const known = new Map<string, boolean>()
  return (timeZone) => {
    const answer = known.get(timeZone) ?? isMostlyNight(parts, timeZone)
    known.set(timeZone, answer)
    return answer
  }
}

/** The members for whom the same turns are night: with them alone a newcomer is compared. */
export function peersOf(rota: Rota, members: readonly Member[], timeZone: string, now: Date): Member[] {
  const finders = turnsBetween(rota, now, new Date(+now + 7 * day)).map((turn) => nightFinder(rota, turn))
  const peers = members.filter((one) =>
    finders.every((isNight) => isNight(one.timeZone) === isNight(timeZone)),
  )
  return peers.length === 0 ? [...members] : peers
}

function isMostlyNight(parts: readonly Range[], timeZone: string): boolean {
  const sum = (lengths: number[]) => lengths.reduce((total, length) => total + length, 0)
  const length = sum(parts.map(({ start, end }) => +end - +start))
  return sum(parts.map((part) => nightIn(part, timeZone))) > length / 2
}

function nightIn({ start, end }: Range, timeZone: string): number {
  let night = 0
  let date = inZone(new Date(+start - day), timeZone).toPlainDate()
  for (;;) {
    const [from, to] = [at(date, nightfall), at(date.add({ days: 1 }), morning)]
    if (from >= +end) return night
    night += Math.max(0, Math.min(to, +end) - Math.max(from, +start))
    date = date.add({ days: 1 })
  }

  function at(on: Temporal.PlainDate, plainTime: Temporal.PlainTime): number {
    return on.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds
  }
}
