/** Judges the services of the policy: each needs a squad, or its trouble reaches nobody who knows it. Pure. */
import type { Policy } from '#policy/policy.ts'
import { fine, type Diagnosis, wrong } from './diagnosis.ts'

/** Names shown in one line. */
const most = 10

export function judgeServices({ services, names }: Pick<Policy, 'services' | 'names'>): Diagnosis[] {
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
