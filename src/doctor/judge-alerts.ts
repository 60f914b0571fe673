/** Judges if alerts come in, and lead to somebody. Pure. */
import type { Policy } from '#policy/policy.ts'
import type { DatabaseFacts } from './database-facts-lookup.ts'
import { type Diagnosis, fine, wrong } from './diagnosis.ts'

export function judgeAlerts(
  { alerts }: Pick<DatabaseFacts, 'alerts'>,
  { sources, routes }: Pick<Policy, 'sources' | 'routes'>,
): Diagnosis[] {
  const names = Object.keys(sources)
  if (names.length === 0) return []
  const facts = new Map(alerts.map((one) => [one.source, one]))
  const heard = names.filter((name) => facts.has(name))
  const silent = names.filter((name) => !facts.has(name))
  const unread = names.filter((name) => (facts.get(name)?.unreadable ?? 0) > 0)
  return [
    ...(heard.length > 0 ? [fine('Sources', `${heard.join(', ')}: heard`)] : []),
    ...silent.map((name) =>
      wrong(
        'Sources',
        `nothing has come from ${name} yet`,
        `Send a test from there to /hooks/${name}; docs/alerts.md says how.`,
      ),
    ),
    ...unread.map((name) =>
      wrong(
        'Sources',
        `${facts.get(name)?.unreadable} of what ${name} sent could not be read`,
        `Is its kind ${sources[name]?.kind}? npm run replay shows what is wrong with one.`,
      ),
    ),
    ...neverOver(names, facts),
    ...(routes.length === 0
      ? [wrong('Routes', 'there are none: alerts are kept, and nobody is paged', 'Add routes to muster.yml.')]
      : []),
  ]
}

/** An alarm of CloudWatch says that it is over only where it has an OK action; and so on. */
function neverOver(
  names: readonly string[],
  facts: ReadonlyMap<string, DatabaseFacts['alerts'][number]>,
): Diagnosis[] {
  return names.flatMap((name) => {
    const known = facts.get(name)
    if (known === undefined || known.ended > 0 || known.unknown < 3) return []
    return [
      wrong(
        'Sources',
        `${name} never says that an alert is over`,
        'Let it send the end as well: send_resolved, OKActions, the issue’s webhook, or the recovery message.',
      ),
    ]
  })
}
