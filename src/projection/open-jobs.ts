import type { Clock } from '#clock.ts'
import type { Db } from '#db/client.ts'
import { roomWish } from './drivers/make-room.ts'
import { findMessages } from './drivers/find-messages.ts'
import type { LoadedBoard } from './board.ts'
import type { Upload } from './file.ts'
import type { Args, Failed, Found, Job, Start } from './job.ts'
import type { SlackPort } from './slack-port.ts'
import type { ChannelRef, SlotDetail } from './slot.ts'
import { type Beginning, begin, record, roomOwner, type SlotRecord } from './slot-store.ts'

export interface ReconcileDeps {
  db: Db
  slack: SlackPort
  clock: Clock
  /** Those that slots will refer to later on: looked up while there is nothing to lose by it. */
  channels?: readonly ChannelRef[] | undefined
  /** For files. */
  upload?: Upload | undefined
  placing?: ((id: string) => Promise<void>) | undefined
  /** Resolves once the first calls may leave. */
  turn?: (() => Promise<void>) | undefined
  /** Called when a call is on its way. */
  underWay?: (() => void) | undefined
  /** Called when a channel became known, or something was refused or found deleted, and that is written down. */
  news?: (() => Promise<void>) | undefined
  /** False once another process may be working on the same owner: nothing more is sent then. */
  stillHeld?: (() => boolean) | undefined
  /** Resolves when something changed that may have to be shown. */
  woken?: (() => Promise<void>) | undefined
}

export interface Jobs {
  /**
   * Commits, in one statement, that the first calls of these are sent now, and what became of others. The unsure ones
   * look first.
   */
  begin(starts: Start[], others: SlotRecord[]): Promise<void>
  open(start: Start): Job
}

/** Gives each start of one run its way to Slack: what changes something is committed to its row first. */
export function openJobs(owner: string, board: LoadedBoard, deps: ReconcileDeps): Jobs {
  const { db, slack, clock } = deps
  /** Begun in common, with the first call not sent yet. */
  const begun = new Set<string>()
  let looks = new Map<string, Promise<Map<string, Found> | Failed>>()
  let unsure: Start[] = []

  async function commit(beginnings: Beginning[], others: SlotRecord[] = []): Promise<void> {
    assertHeld()
    for (const row of await begin(db, owner, beginnings, clock.now(), others)) board.rows.set(row.name, row)
  }

  function assertHeld(): void {
    if (deps.stillHeld?.() === false) throw new LockLost()
  }

  function look(start: Start, read: Job['read']): Promise<Map<string, Found> | Failed> {
    const place = placeOf(start)
    const known = looks.get(place)
    if (known) return known
    const sent = unsure
      .filter((other) => placeOf(other) === place)
      .map((other) => board.rows.get(other.slot.name)?.first_sent_at?.getTime() ?? clock.now().getTime())
    const search = {
      channel: start.channel,
      thread: start.ts,
      since: new Date(Math.min(...sent)),
      botUserId: slack.botUserId,
    }
    const remove = (channel: string, ts: string) => read('chat.delete', { channel, ts })
    const looking = findMessages(search, { read, remove })
    looks.set(place, looking)
    return looking
  }

  return {
    async begin(starts, others) {
      looks = new Map()
      unsure = starts.filter((start) => start.unsure)
      const sure = starts.filter((start) => !start.unsure)
      const beginnings = sure.map((start) => beginningOf(start, board))
      if (sure.length > 0) await commit(beginnings, others)
      else await record(db, owner, others)
      for (const { slot } of sure) begun.add(slot.name)
    },

    open(start) {
      const { slot } = start
      const key = `${owner}/${slot.name}`
      const read = (method: string, args: Args) => {
        assertHeld()
        begun.delete(slot.name)
        return slack.call(method, args, slot.urgency)
      }
      return {
        ...start,
        key,
        botUserId: slack.botUserId,
        row: () => board.rows.get(slot.name),
        read,
        async write(method, args, detail) {
          if (!begun.delete(slot.name)) await commit([beginningOf(start, board, detail)])
          assertHeld()
          return await slack.call(method, args, slot.urgency)
        },
        upload: async (url, bytes) => (await deps.upload?.(url, bytes)) ?? false,
        placing: async (id) => deps.placing?.(id),
        async find() {
          const found = await look(start, read)
          return found instanceof Map ? (found.get(key) ?? null) : found
        },
        now: () => clock.now(),
        isTaken: async (channel) => (await roomOwner(db, channel)) !== null,
      }
    },
  }
}

function beginningOf({ slot, hash, unsure }: Start, { rows }: LoadedBoard, more: SlotDetail = {}): Beginning {
  const { name, kind } = slot
  switch (slot.kind) {
    case 'room':
      return {
        name,
        kind,
        detail: { channelName: roomWish(slot, rows.get(name)?.detail.channelName, unsure), ...more },
      }
    case 'whisper':
      return { name, kind, doneHash: hash }
    case 'message':
      return { name, kind, detail: rows.get(name)?.ts ? more : { posted: hash, ...more } }
    default:
      return { name, kind, detail: more }
  }
}

function placeOf({ channel, ts }: Start): string {
  return `${channel} ${ts ?? ''}`
}

class LockLost extends Error {
  override name = 'LockLost'
  constructor() {
    super('Another process may be working on this key')
  }
}
