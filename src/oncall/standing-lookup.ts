/** The state of every rota, for the person who looks after the installation. */
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
  /** Published times in which nobody is on call. */
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

/** Reasons that keep existing user groups from following, in words. */
export async function usergroupsAmiss(db: Db): Promise<string[]> {
  const slots = await statesOf(db, dueKey('oncall', 'today'))
  return usergroupProblems(new Map([...slots].filter(([, { refused }]) => refused !== 'no_such_subteam')))
}
