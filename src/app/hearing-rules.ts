/** The policy as those who decide of alerts need it. */
import type { HearingRules } from '#alerts/hearing-service.ts'
import type { Policy } from '#policy/policy.ts'

export function hearingRules({
  routes,
  sources,
  services,
}: Pick<Policy, 'routes' | 'sources' | 'services'>): HearingRules {
  return {
    routes,
    services,
    silentAfter(name) {
      const source = sources[name]
      return source === undefined || source.kind === 'heartbeat' ? null : source.silentAfter
    },
  }
}
