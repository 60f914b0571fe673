import type { Job, Result } from '../job.ts'
import { notDone, notSeen } from '../job.ts'
import type { RoomSlot, SlotDetail } from '../slot.ts'
import { type Channel, channelIn, listChannels } from './list-channels.ts'

const LONGEST = 80
const MOST_TRIES = 20
/** The most Slack's clock may be behind ours: twice what a message may be off at the door. */
const SKEW = 600_000

/**
 * Creates the room. After a lost answer it takes the room created then; where others have the name it adds `-2`, `-3`,
 * … While it looks for the owner of a name, it does not ask for that name again.
 */
export async function makeRoom(slot: RoomSlot, job: Job): Promise<Result> {
  const wish = roomWish(slot, job.row()?.detail.channelName, job.unsure)
  const names = Array.from({ length: MOST_TRIES }, (_, i) => candidate(wish, i + 1))
  const tried = names.indexOf(job.row()?.detail.seeking?.name ?? '')
  for (const name of names.slice(Math.max(0, tried))) {
    const result =
      (name === names[tried] ? null : await create(name, wish, slot, job)) ??
      (slot.adopt ? await adopt(name, slot, job) : await takeOwn(names, slot, job))
    if (result) return result
  }
  return notFound(job)
}

/** Creates a room with that name; null where the name is taken. */
async function create(name: string, wish: string, slot: RoomSlot, job: Job): Promise<Result | null> {
  const created = await job.write(
    'conversations.create',
    { name, is_private: slot.private },
    { channelName: wish },
  )
  switch (created.kind) {
    case 'ok': {
      const room = channelIn(created.body['channel'])
      return room ? shown(room, job) : { kind: 'unknown' }
    }
    case 'refused':
      if (created.error !== 'name_taken' && !slot.adopt) return notDone(created)
      await job.remember({ seeking: { name, error: created.error } })
      return null
    case 'later':
      return { ...created, unsure: job.unsure }
    case 'unknown':
      return { kind: 'unknown' }
  }
}

/** The name to ask for. While an earlier call may have created a room, it is the name of that call. */
export function roomWish(slot: RoomSlot, earlier: string | undefined, unsure: boolean): string {
  return (unsure ? earlier : undefined) ?? slot.channelName
}

function shown({ id, name }: Pick<Channel, 'id' | 'name'>, job: Job): Result {
  return { kind: 'shown', channel: id, detail: { ...unsought(job), channelName: name } }
}

/** Gives up for now; a later try begins with creating. */
function notFound(job: Job): Result {
  const error = job.row()?.detail.seeking?.error ?? 'name_taken'
  return { kind: 'refused', error, detail: unsought(job) }
}

function unsought(job: Job): SlotDetail {
  const { seeking: _, ...detail } = job.row()?.detail ?? {}
  return detail
}

function candidate(wish: string, n: number): string {
  const suffix = n === 1 ? '' : `-${n}`
  return wish.slice(0, LONGEST - suffix.length) + suffix
}

/** Takes a room of ours that an unanswered call created; null where there is none. */
async function takeOwn(names: readonly string[], slot: RoomSlot, job: Job): Promise<Result | null> {
  const since = job.row()?.first_sent_at ?? job.now()
  const listed = await listChannels('users.conversations', slot.private, names, job)
  if ('kind' in listed) return notSeen(listed, job)
  for (const channel of listed) {
    const ours = channel.creator === job.botUserId && channel.created * 1000 >= since.getTime() - SKEW
    if (ours && !(await job.isTaken(channel.id))) return shown(channel, job)
  }
  return null
}

/** Takes an existing channel with that name, and joins it. */
async function adopt(name: string, slot: RoomSlot, job: Job): Promise<Result> {
  const names = [...new Set([name, ...(slot.beside ?? [])])].toSorted()
  const look = async (method: 'users.conversations' | 'conversations.list') => {
    const listed = await listChannels(method, slot.private, names, job)
    if ('kind' in listed) return listed.kind === 'refused' ? null : notSeen(listed, job)
    return listed.find((channel) => channel.name === name) ?? null
  }
  const seeking = { name, error: 'name_taken', ...job.row()?.detail.seeking }
  if (!seeking.notOurs && seeking.found === undefined) {
    const own = await look('users.conversations')
    if (own) return 'kind' in own ? own : shown(own, job)
    await job.remember({ seeking: { ...seeking, notOurs: true } })
  }
  if (seeking.found === undefined) {
    const foreign = await look('conversations.list')
    if (foreign === null) return notFound(job)
    if ('kind' in foreign) return foreign
    await job.remember({ seeking: { ...seeking, found: foreign.id } })
    seeking.found = foreign.id
  }
  const joined = await job.write('conversations.join', { channel: seeking.found })
  if (joined.kind === 'ok') return shown({ id: seeking.found, name }, job)
  return notDone(joined, joined.kind === 'refused' ? unsought(job) : undefined)
}
