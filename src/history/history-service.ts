/** Records an incident's conversations: its room, and the thread it was declared from. */
import type { Clock } from '#clock.ts'
import { transact } from '#db/transact.ts'
import type { Db, Trx } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import type { Reactor } from '#incidents/incident-service.ts'
import type { SlackPort } from '#slack-port.ts'
import { urgencies } from '#urgency.ts'
import { named } from '#words/named.ts'
import { eraseBy } from './forgetting-store.ts'
import type { ConversationChange, Heard, WordsLost, RecordedMessage, Said } from './heard.ts'
import { gather } from './gather.ts'
import {
  type Belonging,
  incidentOf,
  incidentsOf,
  isBlank,
  mayBelong,
  messagesOf,
  recordHeard,
  recordAllSaid,
} from './history-store.ts'
import { createImageService, type Download } from './image-service.ts'
import { incidentsMentioning, placeNames } from './mentioned-name-store.ts'
import type { PinnedMessage } from './pinned.ts'
import { pinnedIn } from './pinned-lookup.ts'
import { quietAfter } from './next-reading.ts'
import { createReadingService } from './reading-service.ts'
import { readingsOf } from './reading-store.ts'
import { createRetention, type Retention } from './retention-service.ts'

/** Told of every change of an incident's conversations inside its transaction, so that its effects are committed with it. */
export type ConversationReactor = (trx: Trx, change: ConversationChange) => Promise<void>

export interface HistoryServiceParts {
  db: Db
  clock: Clock
  slack: SlackPort
  keep: Retention
  /** Run in this order, in which they lock rows: the ones that change the incident come first. */
  reactors: readonly ConversationReactor[]
  download: Download
}

export type HistoryService = ReturnType<typeof createHistoryService>

/** Reactions and pins: Slack does not say which thread they were in. */
function isMark(one: Heard): one is Extract<Heard, { kind: 'reacted' | 'pinned' }> {
  return one.kind === 'reacted' || one.kind === 'pinned'
}

export function createHistoryService(parts: HistoryServiceParts) {
  const { db, clock, slack, keep, reactors, download } = parts
  const images = createImageService({ db, clock, download })
  const reading = createReadingService({
    db,
    clock,
    slack,
    forget,
    async whole(trx, incident) {
      await images.wakeUp(trx, incident)
      await react(trx, { incident, heard: 'everything', gone: [], edited: [] })
    },
  })

  async function react(trx: Trx, change: ConversationChange): Promise<void> {
    const heard = change.heard === 'everything' ? change.heard : await inNames(trx, change.heard)
    for (const reactor of reactors) await reactor(trx, { ...change, heard })
  }

  /** The same news with the names that are known in their texts. */
  async function inNames(trx: Trx, heard: readonly Heard[]): Promise<Heard[]> {
    const texts = heard.flatMap((one) => (one.kind === 'said' ? [one.text] : []))
    const names = await placeNames(trx, texts)
    return heard.map((one) => (one.kind === 'said' ? { ...one, text: named(one.text, names) } : one))
  }

  async function forget(trx: Trx, incident: number, lost: WordsLost): Promise<void> {
    await react(trx, { incident, heard: [], ...lost })
  }

  /** Records messages told for the first time, many together when much is written. */
  const heardFirst = gather(async (all: readonly Said[]) => {
    const places = all.map(({ channel, threadTs, ts }) => ({ channel, threadTs: threadTs ?? ts }))
    const incidents = await incidentsOf(db, places)
    const ours = all.flatMap((said, index): Belonging[] => {
      const incident = incidents[index] ?? null
      return incident === null ? [] : [{ incident, said }]
    })
    if (ours.length > 0)
      await transact(db, async (trx) => {
        await recordAllSaid(trx, ours)
        // The lower number is always locked first, so that two of these at once cannot deadlock.
        const inOrder = [...Map.groupBy(ours, ({ incident }) => incident)].toSorted(([a], [b]) => a - b)
        for (const [incident, some] of inOrder)
          await react(trx, { incident, heard: some.map(({ said }) => said), gone: [], edited: [] })
      })
    return incidents
  })

  /** Stores one piece of news, and returns its incident; null when it belongs to none. Hearing it again changes nothing. */
  async function heard(one: Heard): Promise<number | null> {
    // A message told for the first time makes no text go, so it needs none of the rest.
    if (one.kind === 'said' && one.asOf === one.ts) return heardFirst(one)
    const threadTs = one.kind === 'said' || one.kind === 'deleted' ? one.threadTs : null
    const incident = await incidentOf(db, one.channel, threadTs ?? one.ts)
    if (incident === null) {
      if (isMark(one) && (await mayBelong(db, one))) await transact(db, (trx) => recordHeard(trx, 0, one))
      return null
    }
    await transact(db, async (trx) => {
      const lost = await recordHeard(trx, incident, one)
      await react(trx, { incident, heard: [one], ...lost })
    })
    return incident
  }

  /** Has everything made from the record read it again, where names in it are others now. */
  async function renamed(ids: readonly string[]): Promise<void> {
    for (const incident of await incidentsMentioning(db, ids))
      await transact(db, (trx) => react(trx, { incident, heard: 'everything', gone: [], edited: [] }))
  }

  /** Records the message a new incident was declared from, and wakes readings of its conversations as it changes. */
  const reactor: Reactor = async (trx, { incident, events, now }) => {
    const isNew = events.some((event) => event.type === 'declared')
    if (isNew && incident.source !== null) {
      const { channel, ts, author, text, app, forwarded } = incident.source
      await recordHeard(trx, incident.number, {
        kind: 'said',
        channel,
        ts,
        threadTs: null,
        author,
        byApp: app !== undefined,
        app: app ?? null,
        subtype: null,
        text,
        forwarded: [...(forwarded ?? [])],
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

  /** Due keys of incidents whose conversations may have new messages that nobody heard. */
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

  /** The span in which the record of every conversation is known to be whole; null while there is none. */
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
    renamed,
    isGone: (message: Pick<Said, 'channel' | 'ts'>): Promise<boolean> => isBlank(db, message),
    reactor,
    /** Run of `history:<number>`. */
    read: reading.read,
    /** Run of `images:<number>`. */
    copyImages: images.copy,
    images: images.of,
    keys,
    retain: createRetention({ db, clock, keep, forget }),
    completeness,
    messages: (number: number): Promise<RecordedMessage[]> => messagesOf(db, number),
    pinsOf: (number: number): Promise<PinnedMessage[]> => pinnedIn(db, number),
    /** Erases every word of one person. Returns how many messages had words. */
    erase: (person: string) => eraseBy(db, person, forget, clock.now()),
  }
}
