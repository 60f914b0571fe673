/** Finds out if the person on call is there: by anything they did since the hand-over, or by asking. */
import type { Db } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'
import { findPeople } from '#people/person-store.ts'
import { type CheckIn, checkInOf } from './check-in.ts'
import { changeHandOver } from './hand-over-store.ts'
import type { HandOverRecord } from './hand-over-record.ts'
import { dutyAt } from './turns/duty.ts'
import type { RotaState } from './turns/rota.ts'

/** The owner of a rota, while there is one whom Slack knows. */
export type OwnerOf = (db: Db, rota: string) => Promise<UserId | null>

/** Needs the rota's lock. */
export async function checkIn(
  trx: Db,
  state: RotaState,
  last: HandOverRecord,
  now: Date,
  ownerOf: OwnerOf,
): Promise<void> {
  const { incoming, takenAt, askedAt, at } = last
  const rota = state.rota.id
  if (incoming === null || takenAt !== null) return
  const act = await lastAct(trx, incoming)
  if (act !== null && act >= at) return changeHandOver(trx, rota, at, { takenAt: act })
  if (askedAt !== null) return
  const { asked, askAt } = await checkInFor(trx, state, last, incoming, now, ownerOf)
  if (askAt <= now) await changeHandOver(trx, rota, at, { asked, askedAt: now })
}

export async function checkInFor(
  db: Db,
  state: RotaState,
  last: HandOverRecord,
  incoming: UserId,
  now: Date,
  ownerOf: OwnerOf,
): Promise<CheckIn> {
  const owner = await ownerOf(db, state.rota.id)
  const next = dutyAt(state, now).next?.user ?? null
  const other = [owner, next].find((user) => user !== null && user !== incoming) ?? null
  const known = await findPeople(db, other === null ? [incoming] : [incoming, other])
  const zoneOf = (user: UserId) => known.get(user)?.timeZone ?? state.rota.timeZone
  return checkInOf(last, zoneOf(incoming), other === null ? null : { user: other, timeZone: zoneOf(other) })
}

/** The last thing the person did that came here: in Slack, or on a page by any other way. */
async function lastAct(db: Db, user: UserId): Promise<Date | null> {
  const person = await db.selectFrom('person').select('acted_at').where('id', '=', user).executeTakeFirst()
  const page = await db
    .selectFrom('page')
    .select((e) => e.fn.max('answered_at').as('at'))
    .where('person', '=', user)
    .where('status', 'in', ['acknowledged', 'declined'])
    .executeTakeFirst()
  const acts = [person?.acted_at, page?.at].filter((at) => at !== null && at !== undefined)
  return acts.length === 0 ? null : new Date(Math.max(...acts.map((at) => new Date(at).getTime())))
}
