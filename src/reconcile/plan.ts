/** Plans which slots may be worked on now, given the record. Pure. */
import { contentHash, messageHash } from './content-hash.ts'
import { type AnySlot, SETTLING, type ReadySlot } from './job.ts'
import {
  type ChannelRef,
  invitationKey,
  type MembersSlot,
  type MessageSlot,
  type Slot,
  type WhisperSlot,
} from './slot.ts'
import type { SlotRow } from './slot-store.ts'

/** The record: this owner's rows, the channels of other owners, and people's direct messages. */
export interface Board {
  rows: ReadonlyMap<string, SlotRow>
  /** Channels of other owners, by `owner name`. */
  foreign: ReadonlyMap<string, string>
  /** Channels of direct messages, by person. */
  directMessages: ReadonlyMap<string, string>
}

export interface CallPlan {
  /** Most urgent first, otherwise in the order wanted. */
  starts: ReadySlot[]
  /** The time at which something that has to wait may be tried. */
  next: Date | null
}

type Step = 'settled' | 'held' | { until: Date } | ReadySlot

/** Plans the calls. `busy` holds slots with calls under way, or finished for this run. */
export function plan(wanted: readonly Slot[], board: Board, now: Date, busy: ReadonlySet<string>): CallPlan {
  const slots = wanted.flatMap(withPin)
  const lanes = new Set<string>()
  const unsettled = new Set<string>()
  const starts: ReadySlot[] = []
  let next: Date | null = null

  // An archived channel takes no more messages, so archiving comes last.
  for (const slot of [
    ...slots.filter((s) => s.kind !== 'archive'),
    ...slots.filter((s) => s.kind === 'archive'),
  ]) {
    const place = placeOf(slot, board)
    let step = stepOf(slot, board.rows.get(slot.name), place, now)
    if (step === 'settled') continue
    const lane = slot.kind === 'message' && place !== null ? laneOf(slot, place, board) : null
    const waits =
      (lane !== null && lanes.has(lane)) ||
      (slot.kind === 'whisper' && place !== null && isInvitationPending(slot, place.channel, slots, board)) ||
      (slot.kind === 'archive' && place !== null && unsettled.has(place.channel))
    if (lane !== null) lanes.add(lane)
    if (place !== null) unsettled.add(place.channel)
    if (waits) step = 'held'
    if (step === 'held') continue
    if ('until' in step) next = earlier(next, step.until)
    else if (!busy.has(slot.name)) starts.push(step)
  }
  return { starts: starts.sort((a, b) => a.slot.urgency - b.slot.urgency), next }
}

function stepOf(slot: AnySlot, row: SlotRow | undefined, place: Place | null, now: Date): Step {
  const hash = hashOf(slot, place)
  if (row && (isShown(slot, row, hash) || row.refused_hash === hash || isGone(slot, row))) return 'settled'
  if (place === null) return 'held'
  const until = row ? notBefore(row) : null
  if (until !== null && until > now) return { until }
  return { slot, hash, unsure: row !== undefined && row.started_at !== null, ...place }
}

function notBefore({ started_at, retry_at }: SlotRow): Date | null {
  const settled = started_at && new Date(started_at.getTime() + SETTLING)
  if (settled === null || retry_at === null) return settled ?? retry_at
  return settled > retry_at ? settled : retry_at
}

function isShown(slot: AnySlot, row: SlotRow, hash: string): boolean {
  switch (slot.kind) {
    case 'room':
    case 'group':
      return row.channel !== null
    case 'members':
      // A person who came in after a lost answer is not wanted any more, and the row must not stay in doubt.
      if (row.started_at !== null) return false
      return slot.invitations.every((invitation) => row.detail.invited?.includes(invitationKey(invitation)))
    case 'whisper':
      return row.done_hash !== null
    case 'message':
      return row.ts !== null && row.started_at === null && row.done_hash === hash
    default:
      return row.started_at === null && row.done_hash === hash
  }
}

function isGone(slot: AnySlot, row: SlotRow): boolean {
  return slot.kind === 'message' && row.ts === null && row.deleted > (slot.returns ?? 0)
}

/** The hash of the content Slack is to show. */
function hashOf(slot: AnySlot, place: Place | null): string {
  switch (slot.kind) {
    case 'room':
      return contentHash([slot.channelName, slot.private])
    case 'group':
      return contentHash(slot.users)
    case 'message':
    case 'whisper':
      return messageHash(slot.message)
    case 'members':
      return contentHash(slot.invitations.map(invitationKey))
    case 'topic':
    case 'purpose':
      return contentHash(slot.text)
    case 'bookmarks':
      return contentHash(slot.links)
    case 'usergroup':
      return contentHash([slot.handle, slot.users, slot.outside])
    case 'pin':
    case 'join':
    case 'archive':
      return contentHash(place)
    case 'home':
      return contentHash(slot.view.blocks)
    case 'canvas':
      return contentHash(slot.markdown)
    case 'file':
      return contentHash(slot.asked)
    case 'picture':
      return contentHash(slot.name)
  }
}

type Place = Pick<ReadySlot, 'channel' | 'ts'>

/** The slot's channel, or null while that is not known. */
function placeOf(slot: AnySlot, board: Board): Place | null {
  switch (slot.kind) {
    case 'room':
    case 'group':
    case 'home':
    case 'usergroup':
    case 'picture':
      return { channel: '', ts: null }
    case 'pin': {
      const message = board.rows.get(slot.of)
      return message?.ts && message.channel ? { channel: message.channel, ts: message.ts } : null
    }
    case 'message':
      return messagePlace(slot, board)
    default: {
      const channel = channelOf(slot.channel, board)
      return channel === null ? null : { channel, ts: null }
    }
  }
}

/** The place of a message: once posted it stays there, even if a new one would go elsewhere. */
function messagePlace(slot: MessageSlot, board: Board): Place | null {
  const row = board.rows.get(slot.name)
  const channel = (row?.ts && row.channel) || channelOf(slot.channel, board)
  if (channel === null) return null
  if (slot.thread === undefined) return { channel, ts: slot.threadTs ?? null }
  const ts = board.rows.get(slot.thread)?.ts
  return ts || row?.ts ? { channel, ts: ts ?? null } : null
}

/**
 * The channel's id. A person without a known direct message is addressed by user id: Slack opens it on the first post.
 */
function channelOf(ref: ChannelRef, { rows, foreign, directMessages }: Board): string | null {
  if ('id' in ref) return ref.id
  if ('person' in ref) return directMessages.get(ref.person) ?? ref.person
  if (ref.owner !== undefined) return foreign.get(`${ref.owner} ${ref.slot}`) ?? null
  return rows.get(ref.slot)?.channel ?? null
}

/**
 * The lane of a post: posts in one lane leave one after the other. A page never waits for others, and edits have no
 * lane.
 */
function laneOf(slot: MessageSlot, { channel, ts }: Place, { rows }: Board): string | null {
  if (rows.get(slot.name)?.ts) return null
  return `${channel} ${ts ?? ''} ${slot.urgency === 0 ? 'page' : ''}`
}

/** Tells if that person's invitation is still to be made: nothing can be whispered to somebody outside. */
function isInvitationPending(
  { user }: WhisperSlot,
  channel: string,
  slots: readonly AnySlot[],
  board: Board,
): boolean {
  return slots.some(
    (slot) =>
      slot.kind === 'members' &&
      channelOf(slot.channel, board) === channel &&
      isPending(slot, user, board.rows.get(slot.name)),
  )
}

function isPending({ invitations }: MembersSlot, user: string, row: SlotRow | undefined): boolean {
  if (row !== undefined && row.refused !== null) return false
  return invitations.some((i) => i.user === user && !row?.detail.invited?.includes(invitationKey(i)))
}

function withPin(slot: Slot): AnySlot[] {
  if (slot.kind !== 'message' || !slot.pinned) return [slot]
  return [slot, { kind: 'pin', name: `${slot.name}/pin`, urgency: slot.urgency, of: slot.name }]
}

function earlier(a: Date | null, b: Date): Date {
  return a === null || b < a ? b : a
}
