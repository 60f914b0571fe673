import { z } from 'zod'
import { labelPatterns, matchesLabels } from './label-match.ts'
import { policyLink } from './link.ts'
import { pattern } from './person.ts'
import { section } from './section.ts'

const serviceKey = pattern(
  /^[a-z0-9][a-z0-9_.-]{0,59}$/,
  'must be lower-case letters, digits, -, _ or . (at most 60)',
)

const repository = section({
  name: pattern(/^\S{1,200}$/u, 'must be a repository such as acme/shop'),
  paths: z
    .array(pattern(/^\S.{0,199}$/u, 'must be 1 to 200 characters'))
    .default([])
    .describe('Changes outside these paths are no changes of the service; empty means all.'),
})

const service = section({
  name: pattern(/^\S.{0,79}$/u, 'must be 1 to 80 characters')
    .nullable()
    .default(null)
    .describe('As people say it; otherwise its key.'),
  squad: z.string('must be the name of a squad').nullable().default(null).describe('The squad that owns it.'),
  tier: z
    .int('must be a whole number')
    .min(1, 'must be 1 to 5')
    .max(5, 'must be 1 to 5')
    .nullable()
    .default(null)
    .describe('Trouble of tier 1 is usually a P1, of tier 2 a P2, and so on.'),
  links: z.array(policyLink).max(10, 'must be at most 10').default([]).describe('Dashboards and runbooks.'),
  repositories: z.array(repository).default([]),
  matches: z
    .array(labelPatterns)
    .default([])
    .describe('The alerts that are about it: any of these, all labels of one of them.'),
})

/** The services that the company runs, by key. */
export const servicesSection = z.record(serviceKey, service).default({})

export type Service = z.output<typeof service>

/** The keys of services that these labels are about. The one with the closest match is first. */
export function servicesMatching(
  services: Readonly<Record<string, Pick<Service, 'matches'>>>,
  labels: Readonly<Record<string, string>>,
): string[] {
  const weight = ({ matches }: Pick<Service, 'matches'>) =>
    Math.max(0, ...matches.filter((one) => matchesLabels(one, labels)).map(closeness))
  return Object.entries(services)
    .map(([key, one]) => ({ key, weight: weight(one) }))
    .filter((one) => one.weight > 0)
    .toSorted((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))
    .map(({ key }) => key)
}

/** Counts labels first, then letters that are no star. */
function closeness(patterns: Readonly<Record<string, string>>): number {
  const all = Object.values(patterns)
  return all.length * 100_000 + all.join('').replaceAll('*', '').length + 1
}
