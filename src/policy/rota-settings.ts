import type { Policy } from './policy.ts'
import type { Secondary, TurnKind } from './rotas.ts'

/** The times in which somebody is meant to be on call. */
export interface MeantHours {
  /** `HH:MM`; null, like `to`, where days are whole, from one hand-over to the next. */
  readonly from: string | null
  /** `HH:MM`; at or before `from` it is on the day after. */
  readonly to: string | null
  /** ISO weekdays on which they begin. */
  readonly days: readonly number[]
  /** True where holidays are days like any other; else they are quiet. */
  readonly holidays: boolean
}

/** The settings of one role's rota, with every default filled in. */
export interface RotaSettings {
  turn: TurnKind
  /** A date in the first week of one turn of two weeks. */
  turnsFrom: string | null
  timeZone: string
  /** `HH:MM` on the wall clock of `timeZone`. */
  handOverTime: string
  /** Null means always. */
  hours: MeantHours | null
  weekStart: number
  weekend: readonly number[]
  holidays: readonly string[]
  publishedDays: number
  secondary: Secondary
  usergroup: string | null
  /** The person asked when whoever is on call is not heard of, by id or e-mail address. */
  owner: string | null
}

/** A squad's own settings come first, then those of all squads, then those of every rota. */
export function rotaSettings(
  { rotas, squads }: Pick<Policy, 'rotas' | 'squads'>,
  role: 'geoc' | 'im' | `sem:${string}`,
): RotaSettings {
  const squad = role.startsWith('sem:') ? squads[role.slice('sem:'.length)] : undefined
  const kind = role === 'geoc' || role === 'im' ? rotas[role] : rotas.sem
  const own = squad?.rota
  const weekend = own?.weekend ?? kind.weekend ?? rotas.weekend
  const hours = own?.hours ?? kind.hours ?? 'always'
  // People take over as the hours begin, unless a time is said beside them.
  const begin = hours === 'always' ? null : hours.from
  const first = own?.hours ? (begin ?? kind.handOver) : (kind.handOver ?? begin)
  return {
    turn: own?.turn ?? kind.turn,
    turnsFrom: own?.turnsFrom ?? kind.turnsFrom,
    timeZone: own?.timeZone ?? kind.timeZone ?? rotas.timeZone,
    handOverTime: own?.handOver ?? first ?? rotas.handOver,
    hours:
      hours === 'always'
        ? null
        : { ...hours, days: hours.days ?? [1, 2, 3, 4, 5, 6, 7].filter((day) => !weekend.includes(day)) },
    weekStart: own?.weekStart ?? kind.weekStart ?? rotas.weekStart,
    weekend,
    holidays: own?.holidays ?? kind.holidays ?? rotas.holidays,
    publishedDays: rotas.publishedDays,
    secondary: own?.secondary ?? kind.secondary ?? 'none',
    usergroup: squad?.usergroup ?? kind.usergroup,
    owner: own?.owner ?? squad?.manager ?? kind.owner,
  }
}
