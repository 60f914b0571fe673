/** User groups that follow a rota, and the reasons that keep one from following. */
import type { SlotState } from '#reconcile/slot.ts'

const prefix = 'usergroup:'

export function usergroupSlot(handle: string): string {
  return prefix + handle
}

/** The reason Slack's user group does not follow. */
function usergroupProblem(handle: string, error: string): string {
  return `The user group @${handle} does not follow: ${reason(error)}.`
}

function reason(error: string): string {
  const because: Record<string, string> = {
    no_such_subteam: 'there is none of that name',
    permission_denied: 'this workspace lets only admins change user groups',
    plan_upgrade_required: 'the plan of this workspace has no user groups',
    paid_teams_only: 'the plan of this workspace has no user groups',
    missing_scope: 'Muster was installed without the right to',
    invalid_users: 'a guest or a deactivated person cannot be in one',
  }
  return because[error] ?? error
}

/** Reasons why Slack does not follow, and groups without anybody, in words. */
export function usergroupProblems(slots: ReadonlyMap<string, SlotState>): string[] {
  return [...slots.values()].flatMap((slot) =>
    slot.name.startsWith(prefix) ? problemOf(slot.name.slice(prefix.length), slot) : [],
  )
}

function problemOf(handle: string, { refused, detail }: SlotState): string[] {
  const { empty = false, outside = [] } = detail
  const nobody = outside.length === 0 ? 'Nobody is on call' : 'Nobody who is on call can be in it'
  if (refused !== null && empty && refused !== 'no_such_subteam')
    return [
      `The user group @${handle} may name people who are not on call. ${nobody}, and Slack does not let it be switched off: ${reason(refused)}.`,
    ]
  if (refused !== null) return [usergroupProblem(handle, refused)]
  if (empty) return [`The user group @${handle} is switched off for now. ${nobody}.`]
  if (outside.length === 0) return []
  return [`The user group @${handle} does not name everybody on call: Slack takes active full members only.`]
}
