/** Chooses what becomes of an alert, by the policy alone. */
import { matchesLabels } from '#policy/label-match.ts'
import type { AlertRoute } from '#policy/routes.ts'
import { servicesMatching } from '#policy/services.ts'
import type { AlertSeverity, Sighting } from './sighting.ts'

/** What the policy says a service is recognised by; the name is the service's key. */
export type NamedServices = Readonly<Record<string, { matches: Record<string, string>[] }>>

/** Facts that `when:` and `group_by:` name: the labels, and five of ours that no label can stand in for. */
export type AlertFacts = Readonly<Record<string, string>>

/** An alert that Muster itself makes, of a source that fell silent or cannot be read. */
export type OwnAlert = 'silent' | 'unreadable'

export function alertFacts(
  source: string,
  { title, rule, labels }: Pick<Sighting, 'title' | 'rule' | 'labels'>,
  severity: AlertSeverity,
  service: string | null,
): AlertFacts {
  return {
    ...labels,
    source,
    severity,
    title,
    ...(service !== null && { service }),
    ...(rule !== null && { rule }),
  }
}

/** The service of the policy that the labels match most closely; without one, the label `service`. */
export function serviceNamed(
  services: NamedServices,
  source: string,
  { labels, title, rule }: Pick<Sighting, 'labels' | 'title' | 'rule'>,
): string | null {
  const facts = { ...labels, source, title, ...(rule !== null && { rule }) }
  return servicesMatching(services, facts)[0] ?? labels['service'] ?? null
}

const common = { when: {}, severity: null, groupBy: ['service', 'rule'], window: 1_800_000 } as const

/** The last route: what none matches is kept, what cannot be read is shown, and a silent heartbeat wakes somebody. */
const otherwise: Record<OwnAlert | 'any', AlertRoute> = {
  any: { ...common, groupBy: [...common.groupBy], do: 'keep' },
  unreadable: { ...common, groupBy: ['source'], do: 'show' },
  silent: { ...common, groupBy: ['source'], do: 'page' },
}

/** The first route that matches, and its place in the policy; null for the place of what holds without one. */
export function chooseRoute(
  facts: AlertFacts,
  routes: readonly AlertRoute[],
  own: OwnAlert | null = null,
): { route: AlertRoute; nth: number | null } {
  const nth = routes.findIndex(({ when }) => matchesLabels(when, facts))
  const route = routes[nth]
  return route === undefined ? { route: otherwise[own ?? 'any'], nth: null } : { route, nth }
}

/** The facts by which alerts of a route belong together; one that is absent is left out. */
export function groupLabels(
  { groupBy }: Pick<AlertRoute, 'groupBy'>,
  facts: AlertFacts,
): Record<string, string> {
  const named = [...new Set(groupBy)].toSorted().filter((name) => Object.hasOwn(facts, name))
  return Object.fromEntries(named.map((name) => [name, facts[name] ?? '']))
}
