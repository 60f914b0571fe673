/** What today's rules would make of a delivery. Nothing changes by it. */
import type { AlertRoute } from '#policy/routes.ts'
import { ownAlertWith } from './known-alert.ts'
import type { RoutingRules } from './placement.ts'
import type { ReadOutcome } from './read-all.ts'
import { alertFacts, chooseRoute, groupLabels, serviceNamed } from './route.ts'
import type { Sighting } from './sighting.ts'

export interface ForeseenAlert {
  sighting: Sighting
  service: string | null
  route: AlertRoute
  /** The place of the route in the policy; null where none matches. */
  nth: number | null
  labels: Record<string, string>
}

export function foresee(
  { heard }: Pick<ReadOutcome, 'heard'>,
  { routes, services }: RoutingRules,
): ForeseenAlert[] {
  return heard
    .filter(({ ifOpen }) => !ifOpen)
    .map(({ source, sighting }) => {
      const service = serviceNamed(services, source, sighting)
      const facts = alertFacts(source, sighting, sighting.severity, service)
      const { route, nth } = chooseRoute(facts, routes, ownAlertWith(sighting.key))
      return { sighting, service, route, nth, labels: groupLabels(route, facts) }
    })
}
