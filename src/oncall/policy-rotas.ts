import type { Policy } from '#policy/policy.ts'
import { rotaSettings } from '#policy/rota-settings.ts'
import { settleTurns, type RotaOutcome } from './turns/change.ts'
import { clip, type Range } from '#time.ts'
import type { RotaState, Rota, Shift } from './turns/rota.ts'
import { turnsBetween } from './turns/turns.ts'

export type RotaId = 'geoc' | 'im' | `sem:${string}`

/** The rotas the policy wants, without their people: GEOC, IM, and one for each squad. */
export function rotasWanted(policy: Policy): Rota[] {
  const { names, squads } = policy
  const wanted: [RotaId, string][] = [
    ['geoc', names.geoc],
    ['im', names.im],
    ...Object.keys(squads).map((squad): [RotaId, string] => [`sem:${squad}`, `${names.sem} ${squad}`]),
  ]
  return wanted.map(([id, name]) => {
    const { usergroup: _, owner: __, ...settings } = rotaSettings(policy, id)
    return { id, name, role: id, ...settings, members: [] }
  })
}

/**
 * The rota by new settings. The turn under way ends as promised, and covers stay. Where the kind of turn is the same everybody
 * keeps their turns, cut to the new times; another kind of turn is given out again from there on. New
 * weekends and holidays count from what is not published yet; quiet time, and the end of it, count at once.
 */
export function resetRota(state: RotaState, wanted: Rota, now: Date): RotaOutcome {
  const rota = { ...wanted, members: state.rota.members }
  const edited = { ...state, rota }
  if (!cutDiffers(state.rota, rota)) return settleTurns(state, edited, now)
  const begun = state.shifts.filter((shift) => shift.start <= now)
  const ahead = state.shifts.filter((shift) => shift.start > now)
  const from = begun.reduce((last, { end }) => (end > last ? end : last), now)
  const kept =
    state.rota.turn === rota.turn && state.publishedUntil
      ? recut(ahead, rota, { start: from, end: state.publishedUntil })
      : []
  return settleTurns(state, { ...edited, shifts: [...begun, ...kept] }, now)
}

/** Each turn goes to the person who had most of that time. */
function recut(shifts: readonly Shift[], rota: Rota, range: Range): Shift[] {
  return turnsBetween(rota, range.start, range.end)
    .map((turn) => ({ ...turn, ...clip(turn, { start: range.start, end: turn.end }) }))
    .flatMap((turn) => {
      const shared = (shift: Shift) => Math.min(+shift.end, +turn.end) - Math.max(+shift.start, +turn.start)
      const before = shifts.toSorted((a, b) => shared(b) - shared(a))[0]
      return before && shared(before) > 0 ? [{ ...before, ...turn }] : []
    })
}

function cutDiffers(a: Rota, b: Rota): boolean {
  return (
    a.timeZone !== b.timeZone ||
    a.handOverTime !== b.handOverTime ||
    a.turn !== b.turn ||
    JSON.stringify(a.hours) !== JSON.stringify(b.hours) ||
    (a.hours?.holidays === false && JSON.stringify(a.holidays) !== JSON.stringify(b.holidays)) ||
    (['week', 'two-weeks'].includes(a.turn) && a.weekStart !== b.weekStart) ||
    (a.turn === 'two-weeks' && a.turnsFrom !== b.turnsFrom) ||
    (a.turn === 'weekdays-and-weekend' && JSON.stringify(a.weekend) !== JSON.stringify(b.weekend))
  )
}
