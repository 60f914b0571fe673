import type { FixKind } from '#incidents/incident.ts'
import { isDeployTime } from '#policy/deploy-hours.ts'
import type { Policy } from '#policy/policy.ts'

/** What the company's policy says about repairing. */
export interface FixGuide {
  checklists: Partial<Record<FixKind, readonly string[]>>
  links: readonly { title: string; url: string }[]
  /** When it deploys, while it does not: `09:00 to 18:00 (Europe/Paris)`. */
  closed: string | null
}

/** What the form for starting a fix says of the company's ways. */
export function fixGuide({ fixes, links, rotas }: Policy, now: Date): FixGuide {
  const { revert, hotfix, deployHours: hours } = fixes
  const zone = hours?.timeZone ?? rotas.timeZone
  return {
    checklists: { revert, hotfix },
    links,
    closed: hours && !isDeployTime(hours, zone, now) ? `${hours.from} to ${hours.to} (${zone})` : null,
  }
}
