import type { Job, Result } from '../job.ts'
import type { CallOutcome, Failed } from '#slack-port.ts'
import { notDone, notSeen } from '../job.ts'
import type { SlotDetail, UsergroupSlot, UsergroupState } from '../slot.ts'
import { arrayIn, textIn } from './response.ts'

/**
 * Makes the group consist of these people. Replacing the list notifies people, so the present members are read first:
 * once for all groups, and remembered while this one has to wait for its turn.
 */
export async function followUsergroup(slot: UsergroupSlot, job: Job): Promise<Result> {
  const group = await standing(slot.handle, job)
  if (group !== null && 'kind' in group) return notSeen(group, job)
  const isOurs = job.row()?.detail.switchedOff === true
  // A group that people have switched off is none to us.
  if (group === null || (group.off && !isOurs))
    return { kind: 'refused', error: 'no_such_subteam', detail: {} }
  if (slot.users.length === 0) return switchOff(group, slot.outside, job)
  if (!group.off) return letIn(group, slot, job)
  const on = await job.write('usergroups.enable', { usergroup: group.id })
  if (on.kind !== 'ok') return notDone(on, { switchedOff: true, ...remembered(on, group) })
  return letIn({ ...group, off: false }, slot, job)
}

/** Slack refuses a whole list for one person in it: then people are let in one by one. */
async function letIn(group: UsergroupState, { users, outside }: UsergroupSlot, job: Job): Promise<Result> {
  const shown = (out: readonly string[]): Result => ({
    kind: 'shown',
    detail: { outside: [...outside, ...out] },
  })
  if (group.users.toSorted().join() === users.toSorted().join()) return shown([])
  const { letIn: before = [], turnedAway: away = [] } = group
  const update = (list: string[]) =>
    job.write('usergroups.users.update', { usergroup: group.id, users: list.join(',') })
  if (before.length + away.length === 0) {
    const whole = await update(users)
    if (whole.kind === 'ok') return shown([])
    if (!isAboutPeople(whole)) return notDone(whole, remembered(whole, group))
  }
  const [inside, turnedAway] = [before.filter((user) => users.includes(user)), [...away]]
  const single = users.length === 1
  for (const user of users.filter((one) => !inside.includes(one) && !turnedAway.includes(one))) {
    const one = single ? null : await update([...inside, user])
    if (one?.kind === 'ok') inside.push(user)
    else if (one === null || isAboutPeople(one)) turnedAway.push(user)
    else return notDone(one, remembered(one, { ...group, users: inside, letIn: inside, turnedAway }))
  }
  return inside.length > 0 ? shown(turnedAway) : switchOff(group, [...outside, ...turnedAway], job)
}

/** Switches the group off, so that it does not go on naming people who are not on call. */
async function switchOff(group: UsergroupState, outside: string[], job: Job): Promise<Result> {
  const detail: SlotDetail = { switchedOff: true, empty: true, outside }
  if (group.off) return { kind: 'shown', detail }
  // Known before the call: a group that nobody knows to be ours would stay switched off for ever.
  await job.remember({ switchedOff: true })
  const off = await job.write('usergroups.disable', { usergroup: group.id })
  if (off.kind === 'ok') return { kind: 'shown', detail }
  if (off.kind === 'unknown') return { kind: 'unknown' }
  return notDone(off, { empty: true, outside, ...remembered(off, group) })
}

function isAboutPeople(outcome: Failed): boolean {
  return outcome.kind === 'refused' && /users?(_|$)/.test(outcome.error)
}

/** The part of the detail that spares the next look at the groups. */
function remembered({ kind }: CallOutcome, group: UsergroupState): SlotDetail {
  return kind === 'later' ? { group } : {}
}

async function standing(handle: string, job: Job): Promise<UsergroupState | null | Failed> {
  const known = job.unsure ? undefined : job.row()?.detail.group
  if (known) return known
  const listed = await job.list<(UsergroupState & { handle: string })[]>({
    method: 'usergroups.list',
    args: { include_users: true, include_disabled: true },
    isOnePage: true,
    none: [],
    take: (found, page) => [...found, ...arrayIn(page, 'usergroups').map(groupIn)],
  })
  if (listed.kind !== 'listed') return listed
  const named = listed.found.filter((one) => one.handle === handle || one.id === handle)
  const group = named.find(({ off }) => !off) ?? named[0]
  return group ? { id: group.id, users: group.users, off: group.off } : null
}

function groupIn(group: Record<string, unknown>): UsergroupState & { handle: string } {
  const { id, handle, users, date_delete: deletedAt } = group
  return {
    id: textIn(id),
    handle: textIn(handle),
    users: Array.isArray(users) ? users.map(textIn) : [],
    off: typeof deletedAt === 'number' && deletedAt > 0,
  }
}
