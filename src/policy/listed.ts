import { person } from './person.ts'
import type { Policy } from './policy.ts'

/** Everybody the policy lists as on call, as ids and e-mail addresses. */
export function listedIn({ people, squads }: Pick<Policy, 'people' | 'squads'>): string[] {
  return [
    ...people.geoc,
    ...people.im,
    ...Object.values(squads).flatMap(({ sem, manager }) => [...sem, ...(manager === null ? [] : [manager])]),
  ]
}

/** Everybody the policy lists for one rota; of a squad its manager, too. */
export function listedAs({ people, squads }: Pick<Policy, 'people' | 'squads'>, rota: string): string[] {
  if (rota === 'geoc' || rota === 'im') return people[rota]
  const squad = squads[rota.slice('sem:'.length)]
  return squad ? [...squad.sem, ...(squad.manager === null ? [] : [squad.manager])] : []
}

/** Everybody the policy may page: those it lists, first in line first, and those its ladders name. */
export function mayBePaged(policy: Pick<Policy, 'people' | 'squads' | 'ladders'>): string[] {
  const { geoc, sem, im } = policy.ladders
  const steps = [...geoc, ...sem, ...im]
  return [...listedIn(policy), ...steps.flatMap(({ page }) => (Array.isArray(page) ? page : []))]
}

/** Everybody the policy names, for whatever it is. */
export function namedIn(
  policy: Pick<Policy, 'people' | 'squads' | 'rotas' | 'ladders' | 'permissions' | 'keeper'>,
): string[] {
  const permitted = Object.values(policy.permissions)
    .flat()
    .filter((one) => person.safeParse(one).success)
  const { geoc, im, sem } = policy.rotas
  const owned = [geoc, im, sem, ...Object.values(policy.squads).map(({ rota }) => rota)]
  const owners = owned.flatMap(({ owner }) => owner ?? [])
  return [
    ...new Set([
      ...mayBePaged(policy),
      ...owners,
      ...permitted,
      ...(policy.keeper === null ? [] : [policy.keeper]),
    ]),
  ]
}
