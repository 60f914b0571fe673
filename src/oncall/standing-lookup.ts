/** Tells how every rota stands, for the people who look after the installation. */
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { statesOf } from '#reconcile/slot-store.ts'
import { requireRota, rotaIds } from './oncall-store.ts'
import type { Range } from '#time.ts'
import type { Rota } from './turns/rota.ts'
import { findGaps } from './turns/timeline.ts'
import { usergroupProblems } from './usergroup.ts'

export interface RotaStanding {
  readonly rota: Rota
  readonly members: readonly string[]
  /** Times without anybody on call, within what is published. */
  readonly gaps: readonly Range[]
}

export async function rotaStandings(db: Db, now: Date): Promise<RotaStanding[]> {
  const all = await Promise.all((await rotaIds(db)).map((id) => requireRota(db, id)))
  return all.map((state) => ({
    rota: state.rota,
    members: state.rota.members.filter(({ leftAt }) => leftAt === null).map(({ user }) => user),
    gaps: findGaps(state, now, state.publishedUntil ?? now),
  }))
}

/** Reasons why existing user groups do not follow, in words. */
export async function usergroupsAmiss(db: Db): Promise<string[]> {
  const slots = await statesOf(db, dueKey('oncall', 'today'))
  return usergroupProblems(new Map([...slots].filter(([, { refused }]) => refused !== 'no_such_subteam')))
}
