/** Who is on call, asked of the rotas; while one has nobody, of the policy. */
import type { Kysely } from 'kysely'
import type { Clock } from '#clock.ts'
import type { Schema } from '#db/schema.ts'
import type { OnCall as Asked, WhoIsOnCall } from '#escalation/on-call-lookup.ts'
import type { Role } from '#incidents/incident.ts'
import { isAway, isMember } from './availability.ts'
import { duties } from './duty.ts'
import { findRota } from './oncall-store.ts'
import type { OnCall } from './rota.ts'
import { onCallAt, type Stretch } from './timeline.ts'

export interface RotaLookupParts {
  clock: Clock
  /** Those the policy lists. */
  listed: WhoIsOnCall
}

export function createRotaLookup({ clock, listed }: RotaLookupParts): WhoIsOnCall {
  return {
    ...listed,
    async at(db: Kysely<Schema>, role: Role, now: Date): Promise<Asked[]> {
      const state = await findRota(db, role)
      const stretch = state && onCallAt(state, now)
      return stretch ? [{ user: stretch.user, why: why(state, stretch) }] : listed.at(db, role, now)
    },
    async everyone(db: Kysely<Schema>, role: Role): Promise<Asked[]> {
      const state = await findRota(db, role)
      const users = state ? inTurn(state, clock.now()) : []
      if (!state || users.length === 0) return listed.everyone(db, role)
      return users.map((user) => ({ user, why: `you take turns as ${state.rota.name}` }))
    },
  }
}

function why({ rota }: OnCall, { cover }: Stretch): string {
  const span = rota.turn === 'week' ? 'this week' : 'today'
  return cover ? `you stand in as ${rota.name} now` : `you are ${rota.name} ${span}`
}

/** Whoever is on call, then those who come next, then the other members; nobody who is away. */
function inTurn(state: OnCall, now: Date): string[] {
  const coming = duties(state, now, state.publishedUntil ?? now).map((duty) => duty.user)
  const members = state.rota.members.map((member) => member.user).filter((user) => isMember(state, user))
  const soon = { start: now, end: new Date(+now + 1) }
  return [...new Set([...coming, ...members])].filter((user) => !isAway(state, user, soon))
}
