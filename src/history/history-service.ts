/** Keeping what is said about an incident: in its room, and in the thread it was declared from. */
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import type { Reactor } from '#incidents/incident-service.ts'
import type { SlackPort } from '#slack-port.ts'
import { day } from '#time.ts'
import { urgencies } from '#urgency.ts'
import { eraseBy, expire } from './forgetting-store.ts'
import type { Heard, Message, Said } from './heard.ts'
import { gather } from './gather.ts'
import { incidentOf, incidentsOf, mayBelong, messagesOf, record, recordAllSaid } from './history-store.ts'
import { createImageService, type Download } from './image-service.ts'
import { quietAfter } from './next-reading.ts'
import { createReadingService } from './reading-service.ts'
import { readingsOf } from './reading-store.ts'

/** Told, in the same transaction, of texts that are gone, so that what was made of them goes as well. */
export type Forget = (trx: Trx, incident: number, texts: readonly string[]) => Promise<void>

export interface HistoryServiceParts {
  db: Db
  clock: Clock
  slack: SlackPort
  /** Milliseconds; null for ever. */
  keepMessages?: number | null
  forget?: Forget
  /** Whether something said for the first time is told on. */
  matters?: (one: Said) => boolean
  /** Told, in the same transaction, of what was heard of messages: edits, reactions, pins, deletions, and what matters. */
  recorded?: (trx: Trx, incident: number, one: Heard) => Promise<void>
  /** The record was found whole. */
  whole?: (incident: number) => Promise<void>
  /** Nothing is copied without it. */
  download?: Download
}

export type HistoryService = ReturnType<typeof createHistoryService>

/** Slack does not say which thread it was in. */
function isMark(one: Heard): one is Extract<Heard, { kind: 'reacted' | 'pinned' }> {
  return one.kind === 'reacted' || one.kind === 'pinned'
}

const daily = day

export function createHistoryService(parts: HistoryServiceParts) {
  const { db, clock, slack, keepMessages = null } = parts
  const { forget = async () => {}, recorded = async () => {}, whole = async () => {} } = parts
  const { matters = () => false } = parts
  const images = createImageService({
    db,
    clock,
    download: parts.download ?? (async () => ({ kind: 'refused', error: 'no way to' })),
  })
  const reading = createReadingService({
    db,
    clock,
    slack,
    forget,
    whole: async (incident) => {
      await images.wakeUp(db, incident)
      await whole(incident)
    },
  })

  /** What is told for the first time, and only recorded: much of it at once when much is said. */
  const heardFirst = gather(async (all: readonly Said[]) => {
    const places = all.map(({ channel, threadTs, ts }) => ({ channel, threadTs: threadTs ?? ts }))
    const incidents = await incidentsOf(db, places)
    await recordAllSaid(
      db,
      all.flatMap((said, index) => {
        const incident = incidents[index] ?? null
        return incident === null ? [] : [{ incident, said }]
      }),
    )
    return incidents
  })

  /** Stores what was heard, if it belongs to an incident. Says whose it is. Hearing it again changes nothing. */
  async function heard(one: Heard): Promise<number | null> {
    // A message told for the first time takes nothing away: one statement keeps it.
    if (one.kind === 'said' && one.asOf === one.ts && !matters(one)) return heardFirst(one)
    const threadTs = one.kind === 'said' || one.kind === 'deleted' ? one.threadTs : null
    const incident = await incidentOf(db, one.channel, threadTs ?? one.ts)
    if (incident === null) {
      if (isMark(one) && (await mayBelong(db, one))) await transact(db, (trx) => record(trx, 0, one))
      return null
    }
    await transact(db, async (trx) => {
      const gone = await record(trx, incident, one)
      await recorded(trx, incident, one)
      if (gone.length > 0) await forget(trx, incident, gone)
    })
    return incident
  }

  /** A new incident's message of origin is recorded with it, and its conversations are read at the turns of its life. */
  const reactor: Reactor = async (trx, { incident, events, now }) => {
    const isNew = events.some((event) => event.type === 'declared')
    if (isNew && incident.source !== null) {
      const { channel, ts, author, text } = incident.source
      await record(trx, incident.number, {
        kind: 'said',
        channel,
        ts,
        threadTs: null,
        author,
        byApp: false,
        subtype: null,
        text,
        files: [],
        editedTs: null,
        asOf: ts,
      })
    }
    const isResolved = events.some((event) => event.type === 'resolved')
    if (isResolved) await images.wakeUp(trx, incident.number)
    if (isNew || isResolved)
      await wake(trx, dueKey('history', incident.number), { at: now, urgency: urgencies.paperwork })
  }

  /** Due keys of incidents whose conversations may have gone on unheard. */
  async function keys(): Promise<string[]> {
    const since = new Date(clock.now().getTime() - quietAfter)
    const rows = await db
      .selectFrom('incident')
      .select('number')
      .where('closed_at', 'is', null)
      .where((e) => e.or([e('resolved_at', 'is', null), e('resolved_at', '>', since)]))
      .execute()
    return rows.map(({ number }) => dueKey('history', number))
  }

  /** Takes away what is older than messages are kept. Run of `retention:messages`. */
  async function retain(): Promise<{ next: Date | null }> {
    if (keepMessages === null) return { next: null }
    const now = clock.now()
    await expire(db, new Date(now.getTime() - keepMessages), forget)
    return { next: new Date(now.getTime() + daily) }
  }

  /** From when to when the record of each conversation is known to be whole; null while it is not. */
  async function completeness(number: number): Promise<{ from: Date; to: Date } | null> {
    const spans = await readingsOf(db, number)
    const ends = spans.flatMap(({ complete_from: from, complete_to: to }) =>
      from && to ? [{ from, to }] : [],
    )
    if (ends.length === 0 || ends.length < spans.length) return null
    return {
      from: new Date(Math.min(...ends.map(({ from }) => from.getTime()))),
      to: new Date(Math.min(...ends.map(({ to }) => to.getTime()))),
    }
  }

  return {
    heard,
    reactor,
    /** Run of `history:<number>`. */
    read: reading.read,
    /** Run of `images:<number>`. */
    copyImages: images.copy,
    images: images.of,
    keys,
    retain,
    completeness,
    messages: (number: number): Promise<Message[]> => messagesOf(db, number),
    /** Takes away every word of one person. Answers how many messages had some. */
    erase: (person: string) => eraseBy(db, person, forget, clock.now()),
  }
}
