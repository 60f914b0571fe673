import type { FixGuide } from '#slack/incident/start-fix-form.ts'
import { isDeployTime } from './deploy-hours.ts'
import type { Policy } from './policy.ts'

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
