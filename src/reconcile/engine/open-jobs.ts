import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { roomWish } from '../drivers/make-room.ts'
import { findMessages } from '../drivers/find-messages.ts'
import type { LoadedBoard } from '../board.ts'
import type { Upload } from '../file.ts'
import { type Args, type Job, type ReadySlot, SETTLING } from '../job.ts'
import type { Failed } from '#slack-port.ts'
import type { SlackPort } from '#slack-port.ts'
import { type List, type ListRead, readList } from '#lists/read-list.ts'
import type { ChannelRef, SlotDetail } from '../slot.ts'
import { type CallStart, beginCalls, saveResults, roomOwner, type SlotRecord } from '../slot-store.ts'

export interface ReconcileDeps {
  db: Db
  slack: SlackPort
  clock: Clock
  /** Channels that slots will refer to later; looked up early, while that costs no time. */
  channels?: readonly ChannelRef[] | undefined
  /** Uploads the bytes of files. */
  upload?: Upload | undefined
  placing?: ((id: string) => Promise<void>) | undefined
  /** Resolves once the first calls may leave. */
  turn?: (() => Promise<void>) | undefined
  /** Called when a call is on its way. */
  underWay?: (() => void) | undefined
  /** Called when a channel became known, or a refusal or deletion was found, and that is written down. */
  news?: (() => Promise<void>) | undefined
  /** Returns false once another process may be working on the same owner: nothing more is sent then. */
  stillHeld?: (() => boolean) | undefined
  /** Resolves when a change happened that may have to be shown. */
  woken?: (() => Promise<void>) | undefined
}

export interface Jobs {
  /**
   * Commits, in one statement, that the first calls for these starts are sent now, and the results of others. Unsure
   * starts look first.
   */
  begin(starts: ReadySlot[], others: SlotRecord[]): Promise<void>
  open(start: ReadySlot): Job
}

/** Opens the jobs of one run. Each changing call is committed to its row before it leaves. */
export function openJobs(owner: string, board: LoadedBoard, deps: ReconcileDeps): Jobs {
  const { db, slack, clock } = deps
  /** Starts committed together, with the first call not sent yet. */
  const begun = new Set<string>()
  /** Lists of this round, and those still under way. */
  const lists = new Map<string, { result: Promise<ListRead<unknown> | Failed>; isOver: boolean }>()
  let unsure: ReadySlot[] = []

  async function commit(beginnings: CallStart[], others: SlotRecord[] = []): Promise<void> {
    assertHeld()
    for (const row of await beginCalls(db, owner, beginnings, clock.now(), others))
      board.rows.set(row.name, row)
  }

  function assertHeld(): void {
    if (deps.stillHeld?.() === false) throw new LockLost()
  }

  /** Requests for the same list share one look. */
  function listOnce<F>(list: List<F>): Promise<ListRead<F> | Failed> {
    const known = lists.get(list.key)
    if (known) return known.result as Promise<ListRead<F> | Failed>
    const entry = { result: readList(list, { db, clock }), isOver: false }
    void entry.result.then(
      () => (entry.isOver = true),
      () => (entry.isOver = true),
    )
    lists.set(list.key, entry)
    return entry.result
  }

  /** Finds this slot's message among those sent before the look began; the next look finds later ones. */
  async function find(
    start: ReadySlot,
    key: string,
    job: Pick<Job, 'read' | 'list'>,
  ): ReturnType<Job['find']> {
    const place = placeOf(start)
    const sent = unsure
      .filter((other) => placeOf(other) === place)
      .map((other) => board.rows.get(other.slot.name)?.first_sent_at?.getTime() ?? clock.now().getTime())
    const search = {
      channel: start.channel,
      thread: start.ts,
      since: new Date(Math.min(...sent)),
      botUserId: slack.botUserId,
    }
    const seen = await findMessages(search, job)
    if (seen.kind !== 'listed') return seen
    const sentAt = board.rows.get(start.slot.name)?.started_at
    const soonest = sentAt ? sentAt.getTime() + SETTLING : 0
    if (seen.begunAt.getTime() < soonest) return { kind: 'later', at: clock.now() }
    return seen.found[key] ?? null
  }

  return {
    async begin(starts, others) {
      for (const [key, { isOver }] of lists) if (isOver) lists.delete(key)
      unsure = starts.filter((start) => start.unsure)
      const sure = starts.filter((start) => !start.unsure)
      const beginnings = sure.map((start) => beginningOf(start, board))
      if (sure.length > 0) await commit(beginnings, others)
      else await saveResults(db, owner, others)
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
      const list: Job['list'] = ({ method, args, isOnePage = false, sought = [], ...rest }) =>
        listOnce({
          ...rest,
          key: [owner, method, JSON.stringify(args), ...sought].join(' '),
          read: (place) => read(method, isOnePage ? args : { ...args, ...place }),
        })
      return {
        ...start,
        key,
        botUserId: slack.botUserId,
        row: () => board.rows.get(slot.name),
        read,
        list,
        async remember(detail) {
          const row = board.rows.get(slot.name)
          if (!row) return
          const known = { ...row, detail: { ...row.detail, ...detail } }
          board.rows.set(slot.name, known)
          await saveResults(db, owner, [{ ...row, patch: { detail: known.detail } }])
        },
        async write(method, args, detail) {
          if (!begun.delete(slot.name)) await commit([beginningOf(start, board, detail)])
          assertHeld()
          return await slack.call(method, args, slot.urgency)
        },
        upload: async (url, bytes) => (await deps.upload?.(url, bytes)) ?? false,
        placing: async (id) => deps.placing?.(id),
        find: () => find(start, key, { read, list }),
        now: () => clock.now(),
        isTaken: async (channel) => (await roomOwner(db, channel)) !== null,
      }
    },
  }
}

function beginningOf(
  { slot, hash, unsure }: ReadySlot,
  { rows }: LoadedBoard,
  more: SlotDetail = {},
): CallStart {
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

function placeOf({ channel, ts }: ReadySlot): string {
  return `${channel} ${ts ?? ''}`
}

class LockLost extends Error {
  override name = 'LockLost'
  constructor() {
    super('Another process may be working on this key')
  }
}
