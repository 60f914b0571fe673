/** Decides who may change a rota: everybody their own turns, and those the policy names the turns of others. */
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Person } from '#people/person.ts'
import type { Policy } from '#policy/policy.ts'

interface Parts {
  policy: Pick<Policy, 'permissions' | 'names'>
  people: { find(id: UserId): Promise<Person | null> }
  /** Tells if an entry of the policy's `permissions` allows this person. */
  isAmong(user: UserId, allowed: readonly string[]): Promise<boolean>
}

/** Throws a Refusal. `whose` says if it is about the person's own turns or somebody else's. */
export type RotaGatekeeper = (by: UserId, whose: 'own' | 'others') => Promise<void>

export function createRotaGatekeeper({ policy, people, isAmong }: Parts): RotaGatekeeper {
  return async function guard(by, whose) {
    const person = await people.find(by)
    if (person && !person.active) throw new Refusal('Only active people of this workspace can do that.')
    if (person?.guest) throw new Refusal('Guests cannot be on call, or change who is.')
    if (whose === 'own') return
    const { rotas } = policy.permissions
    if (await isAmong(by, rotas)) return
    throw new Refusal(`Only ${whoMay(rotas, policy)} can change a rota for others.`)
  }
}

/** Throws a Refusal for somebody who may not cancel all incidents of a person. */
export function createCancelAllGatekeeper({ policy, isAmong }: Omit<Parts, 'people'>) {
  return async function guard(by: UserId): Promise<void> {
    const { cancelAll } = policy.permissions
    if (await isAmong(by, cancelAll)) return
    throw new Refusal(`Only ${whoMay(cancelAll, policy)} can cancel all incidents of a person.`)
  }
}

/** Throws a Refusal for somebody who may not say that alerts page nobody. */
export function createQuietGatekeeper({ policy, isAmong }: Omit<Parts, 'people'>) {
  return async function guard(by: UserId): Promise<void> {
    const { quiet } = policy.permissions
    if (await isAmong(by, quiet)) return
    throw new Refusal(`Only ${whoMay(quiet, policy)} can say that alerts page nobody.`)
  }
}

function whoMay(allowed: readonly string[], { names }: Pick<Policy, 'names'>): string {
  const words: Record<string, string> = {
    responders: 'people who are on call themselves',
    geoc: `people who take turns as ${names.geoc}`,
    sem: `people who take turns as ${names.sem}`,
    im: `people who take turns as ${names.im}`,
  }
  return allowed.map((one) => words[one] ?? (one.includes('@') ? one : `<@${one}>`)).join(' or ')
}
