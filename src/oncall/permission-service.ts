/** Decides who may change a rota: everybody their own turns, and those the policy names the turns of others. */
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Person } from '#people/person.ts'
import type { Policy } from '#policy/policy.ts'

interface Parts {
  policy: Pick<Policy, 'permissions' | 'names'>
  people: { find(id: UserId): Promise<Person | null> }
  /** Tells if the person takes turns anywhere. */
  takesTurns(user: UserId): Promise<boolean>
}

/** Throws a Refusal. `whose` says if it is about the person's own turns or somebody else's. */
export type RotaGatekeeper = (by: UserId, whose: 'own' | 'others') => Promise<void>

export function createRotaGatekeeper({ policy, people, takesTurns }: Parts): RotaGatekeeper {
  return async function guard(by, whose) {
    const person = await people.find(by)
    if (person && !person.active) throw new Refusal('Only active people of this workspace can do that.')
    if (person?.guest) throw new Refusal('Guests cannot be on call, or change who is.')
    if (whose === 'own') return
    const allowed = policy.permissions.rotas
    const named = allowed.some((one) => one === by || one.toLowerCase() === person?.email)
    if (named || allowed.includes('anyone')) return
    if (await takesTurns(by)) return
    throw new Refusal('Only people who are on call themselves can change that for others.')
  }
}
