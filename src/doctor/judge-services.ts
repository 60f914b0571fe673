/** Judges the services of the policy: each needs a squad, or its trouble reaches nobody who knows it. Pure. */
import type { Policy } from '#policy/policy.ts'
import { inline } from '#words/user-text.ts'
import { fine, type Diagnosis, wrong } from './diagnosis.ts'

/** Names shown in one line. */
const most = 10

/** `named`: what alerts name as their service. */
export function judgeServices(
  { services, names }: Pick<Policy, 'services' | 'names'>,
  named: readonly string[] = [],
): Diagnosis[] {
  return [...owned(services, names), ...unmapped(named.filter((one) => !Object.hasOwn(services, one)))]
}

function unmapped(unknown: readonly string[]): Diagnosis[] {
  if (unknown.length === 0) return []
  return [
    wrong(
      'Services',
      `alerts name ${unknown
        .slice(0, most)
        .map((one) => inline(one, 80))
        .join(', ')}, which muster.yml does not`,
      'Add them under services, or let a service’s matches name their labels.',
    ),
  ]
}

function owned(services: Policy['services'], names: Policy['names']): Diagnosis[] {
  const all = Object.entries(services)
  if (all.length === 0) return []
  const unowned = all.filter(([, { squad }]) => squad === null).map(([key]) => key)
  const count = all.length === 1 ? '1 service' : `${all.length} services`
  if (unowned.length === 0) return [fine('Services', `${count}, each owned by a squad`)]
  const more = unowned.length > most ? ` and ${unowned.length - most} more` : ''
  return [
    wrong(
      'Services',
      `no squad owns ${unowned.slice(0, most).join(', ')}${more}, so their alerts go to the ${names.geoc}`,
      'Name one in muster.yml, such as services: { checkout: { squad: payments } }.',
    ),
  ]
}
