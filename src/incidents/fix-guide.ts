import type { FixKind } from '#incidents/incident.ts'
import { isDeployTime } from '#policy/deploy-hours.ts'
import type { Policy } from '#policy/policy.ts'

/** The policy's guidance for fixes. */
export interface FixGuide {
  checklists: Partial<Record<FixKind, readonly string[]>>
  links: readonly { title: string; url: string }[]
  /** The deploy hours, outside of them: `09:00 to 18:00 (Europe/Paris)`. Null while deploys are open. */
  closed: string | null
}

/** The policy's guidance as the form for starting a fix shows it. */
export function fixGuide({ fixes, links, rotas }: Policy, now: Date): FixGuide {
  const { revert, hotfix, deployHours: hours } = fixes
  const zone = hours?.timeZone ?? rotas.timeZone
  return {
    checklists: { revert, hotfix },
    links,
    closed: hours && !isDeployTime(hours, zone, now) ? `${hours.from} to ${hours.to} (${zone})` : null,
  }
}
