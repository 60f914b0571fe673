import type { Policy } from './policy.ts'

/** The settings of one role's rota, with every default filled in. */
export interface RotaSettings {
  turn: 'day' | 'week' | 'weekdays-and-weekend'
  timeZone: string
  /** `HH:MM` on the wall clock of `timeZone`. */
  handOverTime: string
  weekStart: number
  weekend: readonly number[]
  holidays: readonly string[]
  publishedDays: number
  usergroup: string | null
}

/** A squad's own settings come first, then those of all squads, then those of every rota. */
export function rotaSettings({ rotas, squads }: Policy, role: 'geoc' | 'im' | `sem:${string}`): RotaSettings {
  const squad = role.startsWith('sem:') ? squads[role.slice('sem:'.length)] : undefined
  const kind = role === 'geoc' || role === 'im' ? rotas[role] : rotas.sem
  return {
    turn: squad?.rota.turn ?? kind.turn,
    timeZone: squad?.rota.timeZone ?? kind.timeZone ?? rotas.timeZone,
    handOverTime: squad?.rota.handOver ?? kind.handOver ?? rotas.handOver,
    weekStart: rotas.weekStart,
    weekend: rotas.weekend,
    holidays: rotas.holidays,
    publishedDays: rotas.publishedDays,
    usergroup: squad?.usergroup ?? kind.usergroup,
  }
}
