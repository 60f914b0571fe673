import type { Policy } from './policy.ts'

/** Everybody the policy may page, as ids and e-mail addresses. */
export function listedIn({ people, squads }: Pick<Policy, 'people' | 'squads'>): string[] {
  return [
    ...people.geoc,
    ...people.im,
    ...Object.values(squads).flatMap(({ sem, manager }) => [...sem, ...(manager === null ? [] : [manager])]),
  ]
}
