/** Where an episode belongs: its route, and the labels it shares with others of its group. */
import { createHash } from 'node:crypto'
import type { AlertRoute } from '#policy/routes.ts'
import type { Episode } from './episode.ts'
import { type KnownAlert, ownAlertWith } from './known-alert.ts'
import { chooseRoute, alertFacts, groupLabels, type NamedServices, serviceNamed } from './route.ts'

export interface Placement {
  /** Stands for the rule: the same for groups of the same one. */
  route: string
  rule: AlertRoute
  /** Stands for the rule and the labels: episodes with the same may be together. */
  bucket: string
  labels: Record<string, string>
}

export interface RoutingRules {
  routes: readonly AlertRoute[]
  services: NamedServices
}

/** By today's rules; but an episode stays in `group` when its rule was edited, so that an edit wakes nobody. */
export function placementOf(
  alert: KnownAlert,
  episode: Pick<Episode, 'severity'>,
  group: Placement | undefined,
  { routes, services }: RoutingRules,
): Placement {
  const facts = alertFacts(alert.source, alert, episode.severity, serviceNamed(services, alert.source, alert))
  const { route: rule, nth } = chooseRoute(facts, routes, ownAlertWith(alert.key))
  if (group && nth !== null && !routes.some((one) => hashOf(one) === group.route)) return group
  const labels = groupLabels(rule, facts)
  const route = hashOf(rule)
  return { route, rule, labels, bucket: hashOf([route, labels]) }
}

function hashOf(value: object): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
}
