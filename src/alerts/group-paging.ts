/** The part of a group of alerts that escalation knows: who is paged for it, how gravely, and who has it. Pure. */
import type { Pageable } from '#escalation/subject.ts'
import { groupName } from '#escalation/subject.ts'
import type { Role, Severity } from '#incidents/incident.ts'
import type { Policy } from '#policy/policy.ts'
import type { AlertGroup } from './alert-group.ts'

type Services = Pick<Policy, 'services'>

/** The squad of its service, as the policy names it now. */
export function groupSquad({ service }: Pick<AlertGroup, 'service'>, { services }: Services): string | null {
  return (service !== null && services[service]?.squad) || null
}

/** The service's squad, else the GEOC. */
export function groupRole(group: Pick<AlertGroup, 'service'>, policy: Services): Role {
  const squad = groupSquad(group, policy)
  return squad === null ? 'geoc' : `sem:${squad}`
}

/** The route's severity, else that of the service's tier; null for the policy's default. */
export function groupSeverity(
  { rule, service }: Pick<AlertGroup, 'rule' | 'service'>,
  { services }: Services,
): Severity | null {
  if (rule.severity !== null) return rule.severity
  const tier = service === null ? null : (services[service]?.tier ?? null)
  return tier === null ? null : (`P${tier}` as Severity)
}

/** `isOver`: nothing of it fires any more, nor of the groups it stands for. */
export function pageableGroup(group: AlertGroup, isOver: boolean, policy: Services): Pageable {
  const role = groupRole(group, policy)
  const open = group.acknowledgedBy === null ? 'declared' : 'acknowledged'
  return {
    subject: groupName(group.number),
    status: isOver ? 'resolved' : open,
    severity: groupSeverity(group, policy),
    squad: groupSquad(group, policy),
    private: false,
    drill: false,
    roles: group.acknowledgedBy === null ? {} : { [role]: group.acknowledgedBy },
  }
}
