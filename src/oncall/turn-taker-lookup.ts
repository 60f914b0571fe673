/** Everybody who may be paged: those the policy lists, and the members of the rotas. */
import type { Db } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'
import type { PeopleService } from '#people/people-service.ts'
import { listedIn } from '#policy/listed.ts'
import type { Policy } from '#policy/policy.ts'
import { members } from './oncall-store.ts'

/** Ids, and e-mail addresses as the policy has them. */
export async function turnTakers(db: Db, policy: Policy): Promise<string[]> {
  return [...listedIn(policy), ...(await members(db))]
}

export async function takesTurns(
  db: Db,
  { policy, people }: { policy: Policy; people: Pick<PeopleService, 'resolve'> },
  user: UserId,
): Promise<boolean> {
  return (await people.resolve(await turnTakers(db, policy))).includes(user)
}
