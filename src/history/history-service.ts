/** Keeping what is said about an incident: in its room, and in the thread it was declared from. */
import type { Kysely } from 'kysely'
import { transact } from '#db/transact.ts'
import type { Schema } from '#db/schema.ts'
import { wake } from '#due/due-store.ts'
import type { Clock } from '#clock.ts'
import type { Reactor } from '#incidents/incident-service.ts'
import { requireIncident } from '#incidents/incident-store.ts'
import { nextCursor, type SlackPort } from '#projection/slack-port.ts'
import { urgencies } from '#projection/slot.ts'
import type { Heard } from './heard.ts'
import { incidentOf, record } from './history-store.ts'
import { saidFrom } from './slack-message.ts'

export interface HistoryServiceParts {
  db: Kysely<Schema>
  clock: Clock
  slack: SlackPort
}

export type HistoryService = ReturnType<typeof createHistoryService>

export function createHistoryService({ db, clock, slack }: HistoryServiceParts) {
  /** Stores what was heard, if it belongs to an incident. Says whose it is. Hearing it again changes nothing. */
  async function heard(one: Heard): Promise<number | null> {
    const incident = await incidentOf(
      db,
      one.channel,
      one.kind === 'said' ? (one.threadTs ?? one.ts) : one.ts,
    )
    if (incident !== null) await transact(db, (trx) => record(trx, incident, one))
    return incident
  }

  /** A new incident's thread of origin is copied, where it may be read. */
  const reactor: Reactor = async (trx, { incident, events, now }) => {
    if (!events.some((event) => event.type === 'declared') || incident.source === null) return
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
    })
    if (!incident.source.private)
      await wake(trx, `history:${incident.number}`, { at: now, urgency: urgencies.paperwork })
  }

  /** Copies the thread an incident was declared from. Handler of `history:<number>`. */
  async function copySource(number: number): Promise<{ next: Date | null }> {
    const { source } = await requireIncident(db, number)
    if (source === null) return { next: null }
    const joined = await slack.call('conversations.join', { channel: source.channel }, urgencies.paperwork)
    if (joined.kind !== 'ok') return later(joined)
    let cursor = ''
    do {
      const page = await slack.call(
        'conversations.replies',
        { channel: source.channel, ts: source.ts, limit: 200, ...(cursor && { cursor }) },
        urgencies.paperwork,
      )
      if (page.kind !== 'ok') return later(page)
      const messages = Array.isArray(page.body['messages']) ? page.body['messages'] : []
      for (const message of messages) {
        const said = saidFrom(source.channel, message)
        if (said) await transact(db, (trx) => record(trx, number, said))
      }
      cursor = nextCursor(page.body)
    } while (cursor !== '')
    return { next: null }
  }

  function later(outcome: { kind: 'later'; at: Date } | { kind: 'refused' } | { kind: 'unknown' }): {
    next: Date | null
  } {
    switch (outcome.kind) {
      case 'later':
        return { next: outcome.at }
      case 'unknown':
        return { next: new Date(clock.now().getTime() + 5_000) }
      case 'refused':
        return { next: null }
    }
  }

  return { heard, reactor, copySource }
}
