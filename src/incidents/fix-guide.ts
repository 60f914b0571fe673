import type { FixKind } from '#incidents/incident.ts'
import { isDeployTime } from '#policy/deploy-hours.ts'
import type { Policy } from '#policy/policy.ts'

/** The company's policy about repairing. */
export interface FixGuide {
  checklists: Partial<Record<FixKind, readonly string[]>>
  links: readonly { title: string; url: string }[]
  /** The hours in which it deploys, outside of them: `09:00 to 18:00 (Europe/Paris)`. */
  closed: string | null
}

/** Prepares the company's ways for the form that starts a fix. */
export function fixGuide({ fixes, links, rotas }: Policy, now: Date): FixGuide {
  const { revert, hotfix, deployHours: hours } = fixes
  const zone = hours?.timeZone ?? rotas.timeZone
  return {
    checklists: { revert, hotfix },
    links,
    closed: hours && !isDeployTime(hours, zone, now) ? `${hours.from} to ${hours.to} (${zone})` : null,
  }
}
