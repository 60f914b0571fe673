/** Words for the way a rota makes turns, and for the times in which it means nobody. */
import { handOverTimes } from './turns/turns.ts'
import type { Rota } from './turns/rota.ts'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

const each: Record<Rota['turn'], string> = {
  '8h': '8 hours each',
  '12h': '12 hours each',
  day: 'a day each',
  'weekdays-and-weekend': 'weekdays and weekend',
  week: 'a week each',
  'two-weeks': 'two weeks each',
}

/** `a week each`. */
export function turnWords({ turn }: Pick<Rota, 'turn'>): string {
  return each[turn]
}

/** `09:00 and 21:00`. */
export function handOverWords(rota: Pick<Rota, 'turn' | 'handOverTime'>): string {
  const times = handOverTimes(rota).map((time) => time.toString({ smallestUnit: 'minute' }))
  return listed(times)
}

/** `Mon to Fri, 09:00 to 18:00, not on holidays`; null where somebody is always meant to be on call. */
export function hoursWords({ hours, holidays }: Pick<Rota, 'hours' | 'holidays'>): string | null {
  if (hours === null) return null
  const { from, to, days } = hours
  return [
    daysOf(days),
    ...(from === null ? [] : [`${from} to ${to}`]),
    ...(holidays.length > 0 && !hours.holidays ? ['not on holidays'] : []),
  ].join(', ')
}

function daysOf(days: readonly number[]): string {
  if (days.length === 7) return 'every day'
  const all = days.toSorted((a, b) => a - b)
  const words = all.map((day) => weekdays[day - 1] ?? '')
  const follow = all.every((day, i) => i === 0 || day === (all[i - 1] ?? 0) + 1)
  return follow && words.length > 2 ? `${words[0]} to ${words.at(-1)}` : listed(words)
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
