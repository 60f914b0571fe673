import type { Job, Result } from '../job.ts'
import { notDone, notSeen } from '../job.ts'
import type { UsergroupSlot } from '../slot.ts'
import { arrayIn, textOf } from './answer.ts'

/** Makes the group consist of these people. Replacing the list notifies, so what stands there is read first. */
export async function followUsergroup({ handle, users }: UsergroupSlot, job: Job): Promise<Result> {
  const listed = await job.read('usergroups.list', { include_users: true })
  if (listed.kind !== 'ok') return notSeen(listed, job)
  const group = arrayIn(listed.body, 'usergroups').find(
    (one) => one['handle'] === handle || one['id'] === handle,
  )
  if (!group) return { kind: 'refused', error: 'no_such_subteam' }
  const standing = Array.isArray(group['users']) ? group['users'].map(textOf) : []
  if (standing.toSorted().join() === users.toSorted().join()) return { kind: 'shown' }
  const updated = await job.write('usergroups.users.update', {
    usergroup: textOf(group['id']),
    users: users.join(','),
  })
  return updated.kind === 'ok' ? { kind: 'shown' } : notDone(updated)
}
