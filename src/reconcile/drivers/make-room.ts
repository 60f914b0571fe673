import type { Failed, Job, Result } from '../job.ts'
import { notDone, notSeen } from '../job.ts'
import type { RoomSlot } from '../slot.ts'
import { type Channel, channelIn, listChannels } from './list-channels.ts'

const LONGEST = 80
const MOST_TRIES = 20
/** How far Slack's clock may be behind ours: twice what a message may be off at the door. */
const SKEW = 600_000

/** Creates the room; after a lost answer takes the one it created then, and beside a foreign one adds `-2`, `-3`, … */
export async function makeRoom(slot: RoomSlot, job: Job): Promise<Result> {
  const wish = roomWish(slot, job.row()?.detail.channelName, job.unsure)
  for (let n = 1; n <= MOST_TRIES; n++) {
    const name = candidate(wish, n)
    const created = await job.write(
      'conversations.create',
      { name, is_private: slot.private },
      { channelName: wish },
    )
    if (created.kind === 'ok') {
      const room = channelIn(created.body['channel'])
      return room ? shown(room, job) : { kind: 'unknown' }
    }
    if (created.kind !== 'refused') return notCreated(created, job)
    if (slot.adopt) return await adopt(wish, slot, created, job)
    if (created.error !== 'name_taken') return notDone(created)

    const own = await findOwn(wish, slot, job)
    if (own && 'kind' in own) return notSeen(own, job)
    if (own) return shown(own, job)
  }
  return { kind: 'refused', error: 'name_taken' }
}

/** The name to ask for; the one asked for earlier while it is unknown whether that created a room. */
export function roomWish(slot: RoomSlot, earlier: string | undefined, unsure: boolean): string {
  return (unsure ? earlier : undefined) ?? slot.channelName
}

function shown({ id, name }: Channel, job: Job): Result {
  return { kind: 'shown', channel: id, detail: { ...job.row()?.detail, channelName: name } }
}

function notCreated(outcome: Failed, job: Job): Result {
  return outcome.kind === 'later' ? { ...outcome, unsure: job.unsure } : notDone(outcome)
}

function candidate(wish: string, n: number): string {
  const suffix = n === 1 ? '' : `-${n}`
  return wish.slice(0, LONGEST - suffix.length) + suffix
}

/** A room of ours that an unanswered call created. */
async function findOwn(wish: string, slot: RoomSlot, job: Job): Promise<Channel | null | Failed> {
  const since = job.row()?.first_sent_at ?? job.now()
  const names = new Set(Array.from({ length: MOST_TRIES }, (_, i) => candidate(wish, i + 1)))
  const listed = await listChannels('users.conversations', slot.private, job, (channel) =>
    names.has(channel.name),
  )
  if ('kind' in listed) return listed
  for (const channel of listed) {
    const ours = channel.creator === job.botUserId && channel.created * 1000 >= since.getTime() - SKEW
    if (ours && !(await job.isTaken(channel.id))) return channel
  }
  return null
}

/** Takes an existing channel of that name, and comes into it. */
async function adopt(
  name: string,
  slot: RoomSlot,
  refusal: Extract<Failed, { kind: 'refused' }>,
  job: Job,
): Promise<Result> {
  for (const method of ['users.conversations', 'conversations.list'] as const) {
    const listed = await listChannels(method, slot.private, job, (channel) => channel.name === name)
    if ('kind' in listed) {
      if (listed.kind === 'refused') continue
      return notSeen(listed, job)
    }
    const found = listed[0]
    if (!found) continue
    if (method === 'users.conversations') return shown(found, job)
    const joined = await job.write('conversations.join', { channel: found.id })
    return joined.kind === 'ok' ? shown(found, job) : notDone(joined)
  }
  return notDone(refusal)
}
