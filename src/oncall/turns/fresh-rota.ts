import type { RotaState, Rota } from './rota.ts'

type Settings = Omit<Rota, 'members'>

/** A rota without members: daily, nine in the morning in Paris, weekends on Saturday and Sunday. */
export function freshRota(settings: Partial<Settings> & Pick<Settings, 'id' | 'name' | 'role'>): RotaState {
  const rota: Rota = {
    timeZone: 'Europe/Paris',
    handOverTime: '09:00',
    turn: 'day',
    turnsFrom: null,
    hours: null,
    weekStart: 1,
    weekend: [6, 7],
    holidays: [],
    publishedDays: 60,
    secondary: 'none',
    ...settings,
    members: [],
  }
  return { rota, shifts: [], aways: [], covers: [], swaps: [], publishedUntil: null }
}
