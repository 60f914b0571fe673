import { type Cast, company } from './company.ts'

/** The company with as many more colleagues, guests and leavers, and as many more channels, as a large one has. */
export function largeCompany(size: { people: number; channels: number }): Cast {
  const people = Array.from({ length: size.people }, (_, n): Cast['people'][number] => ({
    id: `U5${padded(n)}`,
    realName: `Colleague ${n}`,
    name: `colleague.${n}`,
    deactivated: n % 3 === 1,
    isGuest: n % 10 === 0,
  }))
  const channels = Array.from({ length: size.channels }, (_, n): Cast['channels'][number] => ({
    id: `C5${padded(n)}`,
    name: `project-${n}`,
    members: ['U09HENRI'],
  }))
  return {
    ...company,
    // The ones looked for come last.
    people: [...people, ...company.people],
    channels: [...channels, ...company.channels],
  }
}

function padded(n: number): string {
  return String(n).padStart(6, '0')
}
