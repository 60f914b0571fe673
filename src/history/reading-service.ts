/** Reads conversations back from Slack, so that the record also has messages that were sent while we did not listen. */
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import type { Incident } from '#incidents/incident.ts'
import { isOpen, isOver } from '#incidents/moves.ts'
import type { CallOutcome, SlackPort } from '#slack-port.ts'
import { earliest } from '#time.ts'
import { urgencies } from '#urgency.ts'
import { circling, MODEST, slicesOf, type Cursor } from '#lists/slices.ts'
import type { Lost } from './heard.ts'
import { nextReading } from './next-reading.ts'
import {
  beginReading,
  type Conversation,
  endReading,
  isAnythingMissing,
  knownThreads,
  moveReading,
  placesOf,
  type ReadingProgress,
  type Reading,
  readingOf,
  refuseReading,
  takeBatch,
  takePins,
} from './reading-store.ts'
import { readFrom } from './slack-message.ts'

export interface ReadingServiceParts {
  db: Db
  clock: Clock
  slack: SlackPort
  /** The time until the next look, while an incident's room is not known yet, in milliseconds. */
  roomAgainAfter?: number
  /** Told, in the same transaction, of texts found to be gone from Slack or edited there. */
  forget: (trx: Trx, incident: number, lost: Lost) => Promise<void>
  /** Told, in a transaction, that a reading found the conversation whole. */
  whole: (trx: Trx, incident: number) => Promise<void>
}

export type ReadingService = ReturnType<typeof createReadingService>

/** The stop of a reading: until a time, or for good. */
type Stop = { at: Date } | { refused: string }

export function createReadingService(parts: ReadingServiceParts) {
  const { db, clock, slack, roomAgainAfter = 20_000 } = parts
  const listeningSince = clock.now()

  /** Reads the incident's conversations that are due. Run of `history:<number>`. */
  async function read(incident: Incident): Promise<{ next: Date | null }> {
    if (isOver(incident.status)) return { next: null }
    const places = await placesOf(db, incident.number)
    const { source } = incident
    if (source !== null && !source.private && !places.some(({ channel }) => channel === source.channel))
      places.push({ incident: incident.number, channel: source.channel, threadTs: source.ts })
    const nexts: (Date | null)[] = []
    for (const place of places) nexts.push(await readPlace(incident, place, place.threadTs === source?.ts))
    const isHomeless = !places.some(({ threadTs }) => threadTs === '' || threadTs !== source?.ts)
    if (isHomeless && isOpen(incident.status)) nexts.push(new Date(clock.now().getTime() + roomAgainAfter))
    return { next: earliest(nexts) }
  }

  async function readPlace(incident: Incident, of: Conversation, isSource: boolean): Promise<Date | null> {
    const found = await readingOf(db, of)
    const isUnderWay = found !== null && found.started_at !== null && found.refused === null
    const due = isUnderWay ? clock.now() : await dueOf(incident, of, found)
    if (due === null || due > clock.now()) return due
    const reading = isUnderWay ? found : await beginReading(db, of, clock.now())
    const stop =
      (isSource && !isUnderWay && !incident.private ? await join(of) : null) ?? (await readOn(of, reading))
    if (stop !== null && 'at' in stop) return stop.at
    if (stop !== null) await refuseReading(db, of, stop.refused)
    else await transact(db, (trx) => parts.whole(trx, incident.number))
    return dueOf(incident, of, await readingOf(db, of))
  }

  async function dueOf(incident: Incident, of: Conversation, reading: Reading | null): Promise<Date | null> {
    return nextReading({
      declaredAt: incident.declaredAt,
      resolvedAt: incident.resolvedAt,
      open: isOpen(incident.status),
      lastAt: reading && (reading.refused === null ? reading.complete_to : reading.started_at),
      missing: await isAnythingMissing(db, of),
      listeningSince,
    })
  }

  /** Joins a thread's public channel, which lets us read it. Not for a private incident: our coming would give it away. */
  async function join({ channel }: Conversation): Promise<Stop | null> {
    const joined = await slack.call('conversations.join', { channel }, urgencies.paperwork)
    return joined.kind === 'ok' ? null : stopOf(joined)
  }

  /** Reads on until the end, or until Slack wants a pause. Records page by page. */
  async function readOn(of: Conversation, reading: Reading): Promise<Stop | null> {
    const { started_at: startedAt } = reading
    if (startedAt === null) return null
    let progress: ReadingProgress = { ...reading, inThreads: reading.in_threads }
    while (!progress.inThreads || progress.threads.length > 0) {
      const read = await readWhole(of, progress)
      if ('stop' in read) return read.stop
      progress = read.progress
    }
    const at = clock.now()
    const pins = await slack.call('pins.list', { channel: of.channel }, urgencies.paperwork)
    if (pins.kind !== 'ok') return stopOf(pins)
    await transact(db, async (trx) => {
      await takePins(trx, of, { pins: pinsIn(pins.body), at })
      const gone = await endReading(trx, of, startedAt, progress.oldest)
      if (gone.length > 0) await parts.forget(trx, of.incident, { gone, edited: [] })
    })
    return null
  }

  /** Reads one list of the conversation to its end: its messages, or the replies of a thread. */
  async function readWhole(
    of: Conversation,
    from: ReadingProgress,
  ): Promise<{ progress: ReadingProgress } | { stop: Stop }> {
    const thread = from.inThreads ? from.threads[0] : of.threadTs || undefined
    const method = thread === undefined ? 'conversations.history' : 'conversations.replies'
    let at = clock.now()
    const read = (place: Cursor) => {
      at = clock.now()
      const args = { channel: of.channel, ...(thread && { ts: thread }), ...place }
      return slack.call(method, args, urgencies.paperwork)
    }
    let progress = from
    // Pages are small, since each is written in one transaction, for which others wait.
    for await (const page of slicesOf(read, from.cursor === '' ? [] : [from.cursor], MODEST)) {
      // The whole thread may be gone from the room: its messages will count as missing.
      const isGone = page.kind === 'refused' && page.error === 'thread_not_found' && from.inThreads
      if (page.kind !== 'page' && !isGone) return { stop: stopOf(page) }
      const { body, cursors } = page.kind === 'page' ? page : { body: {}, cursors: null }
      const messages = await takeIn(of, body, at)
      const known = cursors === null && !from.inThreads ? await knownThreads(db, of) : []
      progress = afterPage(of, progress, { messages, cursors }, known)
      await moveReading(db, of, progress)
    }
    return { progress }
  }

  async function takeIn(of: Conversation, body: Record<string, unknown>, at: Date) {
    const messages = (Array.isArray(body['messages']) ? body['messages'] : []).flatMap(
      (message) => readFrom(of.channel, message, stampOf(at)) ?? [],
    )
    await transact(db, async (trx) => {
      const lost = await takeBatch(trx, of, { messages, at })
      if (lost.gone.length + lost.edited.length > 0) await parts.forget(trx, of.incident, lost)
    })
    return messages
  }

  function stopOf(outcome: Exclude<CallOutcome, { kind: 'ok' }>): Stop {
    switch (outcome.kind) {
      case 'later':
        return { at: outcome.at }
      case 'unknown':
        if (outcome.why === circling) return { refused: circling }
        return { at: new Date(clock.now().getTime() + 5_000) }
      case 'refused':
        return { refused: outcome.error }
    }
  }

  return { read }
}

function pinsIn(body: Record<string, unknown>): { ts: string }[] {
  const items: unknown[] = Array.isArray(body['items']) ? body['items'] : []
  return items.flatMap((item) => {
    const { message } = item as { message?: { ts?: unknown } }
    return typeof message?.ts === 'string' ? [{ ts: message.ts }] : []
  })
}

interface PageRead {
  messages: NonNullable<ReturnType<typeof readFrom>>[]
  /** As in `Slice`. */
  cursors: string[] | null
}

/** The progress after a page. `known`: the conversation's recorded threads, once its last page of messages is read. */
function afterPage(
  of: Conversation,
  before: ReadingProgress,
  { messages, cursors }: PageRead,
  known: string[],
): ReadingProgress {
  const cursor = cursors?.at(-1) ?? ''
  if (before.inThreads)
    return { ...before, cursor, threads: cursors === null ? before.threads.slice(1) : before.threads }
  const oldest = messages
    .map(tsOf)
    .reduce<string | null>((low, ts) => (low === null || ts < low ? ts : low), before.oldest)
  // A lone thread is a single list; a room's threads are read after its messages.
  if (of.threadTs !== '') return { cursor, oldest, threads: [], inThreads: cursors === null }
  const found = messages.filter((one) => one.hasReplies).map(tsOf)
  const threads = [...new Set([...before.threads, ...found, ...known])]
  return { cursor, oldest, threads, inThreads: cursors === null }
}

function tsOf(one: PageRead['messages'][number]): string {
  return 'gone' in one ? one.gone : one.said.ts
}

function stampOf(at: Date): string {
  return (at.getTime() / 1000).toFixed(6)
}
