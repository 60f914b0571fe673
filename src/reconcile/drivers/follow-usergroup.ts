import type { Job, Result } from '../job.ts'
import type { Failed } from '#slack-port.ts'
import { notDone, notSeen } from '../job.ts'
import type { SlotDetail, UsergroupSlot } from '../slot.ts'
import { arrayIn, textIn } from './response.ts'

type Group = NonNullable<SlotDetail['group']>

/**
 * Makes the group consist of these people. Replacing the list notifies people, so the present members are read first:
 * once for all groups, and remembered while this one has to wait for its turn.
 */
export async function followUsergroup({ handle, users }: UsergroupSlot, job: Job): Promise<Result> {
  const group = await standing(handle, job)
  if (group === null) return { kind: 'refused', error: 'no_such_subteam', detail: {} }
  if ('kind' in group) return notSeen(group, job)
  if (group.users.toSorted().join() === users.toSorted().join()) return { kind: 'shown', detail: {} }
  const updated = await job.write('usergroups.users.update', { usergroup: group.id, users: users.join(',') })
  if (updated.kind === 'ok') return { kind: 'shown', detail: {} }
  return notDone(updated, updated.kind === 'later' ? { group } : {})
}

async function standing(handle: string, job: Job): Promise<Group | null | Failed> {
  const known = job.unsure ? undefined : job.row()?.detail.group
  if (known) return known
  const listed = await job.list<(Group & { handle: string })[]>({
    method: 'usergroups.list',
    args: { include_users: true },
    isOnePage: true,
    none: [],
    take: (found, page) => [...found, ...arrayIn(page, 'usergroups').map(groupIn)],
  })
  if (listed.kind !== 'listed') return listed
  const group = listed.found.find((one) => one.handle === handle || one.id === handle)
  return group ? { id: group.id, users: group.users } : null
}

function groupIn({ id, handle, users }: Record<string, unknown>): Group & { handle: string } {
  return {
    id: textIn(id),
    handle: textIn(handle),
    users: Array.isArray(users) ? users.map(textIn) : [],
  }
}
