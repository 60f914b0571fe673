/** Carries out one change of a locked rota: saves it, publishes shifts, and tells everybody it moves. */
import type { Trx } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import { urgencies } from '#urgency.ts'
import type { Moved, RotaOutcome } from './turns/change.ts'
import { addNotices, type ToldOfAct } from './notice-store.ts'
import { type RotaDeed, type Notice, noticesOf } from './notice.ts'
import { saveRota } from './oncall-store.ts'
import type { Changed } from './oncall-views.ts'
import { publishTurns } from './turns/publish.ts'
import type { Range } from '#time.ts'
import { sayRefusal } from './turns/refusal.ts'
import type { RotaState } from './turns/rota.ts'
import { findGaps } from './turns/timeline.ts'

/** One change, decided on under the lock. */
export interface Order {
  by: UserId | null
  deed: RotaDeed
  id?: string | null
  /** The reason, told to those whose shifts move. */
  reason?: string
  /** Notices for others than those whose shifts move. */
  also?: Notice[]
  /** Collects the people told, where one act concerns several rotas. */
  told?: ToldOfAct
  apply(state: RotaState, now: Date): RotaOutcome
}

/** The result of a change, as JSON keeps it for answering a second delivery. */
export interface Made {
  rota: string
  id: string | null
  moved: (Pick<Moved, 'from' | 'to'> & Written)[]
  gaps: Written[]
  /** Nothing has changed yet: the rota's people are asked. */
  asked?: boolean
}

type Written = { start: string | Date; end: string | Date }

/** Makes one change to a locked rota, gives out the turns to be published, and notes the people to tell. */
export async function changeRota(
  trx: Trx,
  before: RotaState,
  { by, deed, id = null, reason, also = [], told, apply }: Order,
  now: Date,
): Promise<Made> {
  const rota = before.rota.id
  const outcome = apply(before, now)
  if (!outcome.ok) throw new Refusal(sayRefusal(outcome, (user) => `<@${user}>`))
  const { state } = publishTurns(outcome.state, now)
  await saveRota(trx, before, state)
  const personal = noticesOf(outcome.moved, deed, by, reason)
  const extra = also.filter((one) => !personal.some(({ person }) => person === one.person))
  const aloud: Notice[] =
    deed === 'departed' ? [{ person: null, deed, by, changes: changesOf(outcome.moved) }] : []
  await addNotices(trx, before.rota, [...personal, ...extra, ...aloud], now, told)
  await wake(trx, dueKey('rota', rota), { at: now, urgency: urgencies.room })
  for (const key of [dueKey('oncall', 'today'), dueKey('keeper', 'daily')])
    await wake(trx, key, { at: now, urgency: urgencies.talk })
  return { rota, id, moved: [...outcome.moved], gaps: findGaps(state, now, state.publishedUntil ?? now) }
}

function changesOf(moved: readonly Moved[]): Notice['changes'] {
  return moved.map(({ start, end, to }) => ({ start, end, yours: false, other: to }))
}

/** Again as dates and with its rota, for the person who asked. */
export function revive({ id, moved, gaps, asked = false }: Made, rota: RotaState['rota']): Changed {
  const range = ({ start, end }: Written): Range => ({ start: new Date(start), end: new Date(end) })
  return {
    rota,
    id,
    moved: moved.map(({ from, to, ...each }) => ({ ...range(each), from, to })),
    gaps: gaps.map(range),
    asked,
  }
}
