/** Everybody who takes turns or may be paged: people the policy names, and members of the rotas. */
import type { Db } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'
import type { PeopleService } from '#people/people-service.ts'
import { listedIn, mayBePaged } from '#policy/listed.ts'
import type { Policy } from '#policy/policy.ts'
import { members } from './oncall-store.ts'

/** Ids, and e-mail addresses where the policy has those. */
export async function pageable(db: Db, policy: Policy): Promise<string[]> {
  return [...mayBePaged(policy), ...(await members(db))]
}

export async function takesTurns(
  db: Db,
  { policy, people }: { policy: Policy; people: Pick<PeopleService, 'resolve'> },
  user: UserId,
): Promise<boolean> {
  return (await people.resolve([...listedIn(policy), ...(await members(db))])).includes(user)
}
