/** Everybody who takes turns or may be paged: people the policy names, and members of the rotas. */
import type { Db } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'
import type { PeopleService } from '#people/people-service.ts'
import { listedAs, listedIn, mayBePaged } from '#policy/listed.ts'
import { isGroup, type Takers } from '#policy/permissions.ts'
import type { Policy } from '#policy/policy.ts'
import { members, membersLike } from './oncall-store.ts'

interface Parts {
  policy: Policy
  people: Pick<PeopleService, 'resolve'>
}

/** Ids, and e-mail addresses where the policy has those. */
export async function pageable(db: Db, policy: Policy): Promise<string[]> {
  return [...mayBePaged(policy), ...(await members(db))]
}

export async function takesTurns(db: Db, parts: Parts, user: UserId): Promise<boolean> {
  return isOneOf(parts, user, [...listedIn(parts.policy), ...(await members(db))])
}

/** True for people whom the policy lists for this rota, or names as those who may change rotas. */
export async function isNamedFor(parts: Parts, user: UserId, rota: string): Promise<boolean> {
  const { policy } = parts
  const named = policy.permissions.rotas.filter((one) => !isGroup(one))
  return isOneOf(parts, user, [...listedAs(policy, rota), ...named])
}

/** True for people of this rota: its members, and those the policy lists for it. */
export async function isOfRota(db: Db, parts: Parts, user: UserId, rota: string): Promise<boolean> {
  return isOneOf(parts, user, [...listedAs(parts.policy, rota), ...(await membersLike(db, rota))])
}

/** Tells if an entry of the policy's `permissions` allows this person, where there is no incident. */
export async function isAmong(
  db: Db,
  parts: Parts,
  user: UserId,
  allowed: readonly (Takers | (string & {}))[],
): Promise<boolean> {
  for (const one of allowed) if (await isIn(db, parts, user, one)) return true
  return false
}

async function isIn(db: Db, parts: Parts, user: UserId, allowed: string): Promise<boolean> {
  switch (allowed) {
    case 'anyone':
      return true
    case 'responders':
      return takesTurns(db, parts, user)
    case 'geoc':
    case 'im':
      return isOfRota(db, parts, user, allowed)
    case 'sem': {
      const squads = Object.keys(parts.policy.squads).map((squad) => `sem:${squad}`)
      return (await Promise.all(squads.map((rota) => isOfRota(db, parts, user, rota)))).includes(true)
    }
    default:
      return isOneOf(parts, user, [allowed])
  }
}

async function isOneOf({ people }: Pick<Parts, 'people'>, user: UserId, named: string[]): Promise<boolean> {
  return (await people.resolve(named)).includes(user)
}
