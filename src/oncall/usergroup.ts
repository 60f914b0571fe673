/** User groups that follow a rota, and the reasons that keep one from following. */
import type { SlotState } from '#reconcile/slot.ts'

const prefix = 'usergroup:'

export function usergroupSlot(handle: string): string {
  return prefix + handle
}

/** The reason Slack's user group does not follow. */
export function usergroupProblem(handle: string, error: string): string {
  const because: Record<string, string> = {
    no_such_subteam: 'there is none of that name',
    permission_denied: 'this workspace lets only admins change user groups',
    plan_upgrade_required: 'the plan of this workspace has no user groups',
    paid_teams_only: 'the plan of this workspace has no user groups',
    missing_scope: 'Muster was installed without the right to',
    invalid_users: 'a guest or a deactivated person cannot be in one',
  }
  return `The user group @${handle} does not follow: ${because[error] ?? error}.`
}

/** Reasons why Slack does not follow, in words. */
export function usergroupProblems(slots: ReadonlyMap<string, SlotState>): string[] {
  return [...slots.values()].flatMap(({ name, refused }) =>
    name.startsWith(prefix) && refused !== null ? [usergroupProblem(name.slice(prefix.length), refused)] : [],
  )
}
