/** Finds who is on call in the rotas; while one has nobody, in the policy. */
import type { Db } from '#db/database.ts'
import type { PersonOnCall as Asked, Turns, WhoIsOnCall } from '#escalation/on-call-lookup.ts'
import type { Role } from '#incidents/incident.ts'
import { isAway, isMember } from './turns/availability.ts'
import { duties, dutyAt } from './turns/duty.ts'
import { secondOf } from './turns/second.ts'
import { quietUntil } from './turns/meant.ts'
import { findRota } from './oncall-store.ts'
import { nightFinder } from './turns/night-turn.ts'
import type { RotaState } from './turns/rota.ts'
import { isShort } from './turns/turns.ts'
import { onCallAt, type Stretch } from './turns/timeline.ts'
import { hour, type Range } from '#time.ts'

/** `listed` looks up the people that the policy lists. */
export function createRotaLookup(listed: WhoIsOnCall): WhoIsOnCall {
  async function turns(db: Db, role: Role, now: Date): Promise<Turns> {
    const state = await findRota(db, role)
    const current = state && turnNow(state, now)
    // Nobody is woken who was promised quiet: the ladder goes on with its next level.
    if (state && quietUntil(state.rota, now) !== null)
      return { current: current ?? [], everyone: current ?? [], awaited: false, quiet: true }
    const everyone = state && inTurn(state, now)
    const second = state && secondNow(state, now)
    if (current && everyone) return { current, everyone, awaited: false, ...(second && { second }) }
    const instead = await listed.turns(db, role, now)
    return { ...instead, ...(current && { current }), ...(everyone && { everyone }) }
  }

  return { ...listed, turns, at: async (db, role, now) => (await turns(db, role, now)).current }
}

function turnNow(state: RotaState, now: Date): Asked[] | null {
  const stretch = onCallAt(state, now)
  return stretch && [{ user: stretch.user, why: why(state, stretch) }]
}

function secondNow(state: RotaState, now: Date): Asked | null {
  const user = secondOf(state, dutyAt(state, now), now)
  return user === null ? null : { user, why: `you are second on call as ${state.rota.name}` }
}

const spans: Record<RotaState['rota']['turn'], string> = {
  '8h': 'now',
  '12h': 'now',
  day: 'today',
  'weekdays-and-weekend': 'today',
  week: 'this week',
  'two-weeks': 'these two weeks',
}

function why({ rota }: RotaState, { cover }: Stretch): string {
  return cover ? `you stand in as ${rota.name} now` : `you are on call as ${rota.name} ${spans[rota.turn]}`
}

function hourFrom(now: Date): Range {
  return { start: now, end: new Date(+now + hour) }
}

/** The person on call, then those who come next, then the other members; nobody who is away. Where a day has several turns, people who are asleep come last. */
function inTurn(state: RotaState, now: Date): Asked[] | null {
  const coming = duties(state, now, state.publishedUntil ?? now).map((duty) => duty.user)
  const members = state.rota.members.map((member) => member.user).filter((user) => isMember(state, user))
  const soon = { start: now, end: new Date(+now + 1) }
  const here = [...new Set([...coming, ...members])].filter((user) => !isAway(state, user, soon))
  const isNight = isShort(state.rota) ? nightFinder(state.rota, hourFrom(now)) : () => false
  const zones = new Map(state.rota.members.map(({ user, timeZone }) => [user, timeZone]))
  const users = here.toSorted(
    (a, b) => Number(isNight(zones.get(a) ?? 'UTC')) - Number(isNight(zones.get(b) ?? 'UTC')),
  )
  return users.length === 0
    ? null
    : users.map((user) => ({ user, why: `you take turns as ${state.rota.name}` }))
}
