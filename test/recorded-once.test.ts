/** On both engines: what is told at once is recorded once, and copied pictures stand and fall with their messages. */
import { expect, test } from 'vitest'
import type { Db } from '#db/database.ts'
import type { Said } from '#history/heard.ts'
import { type ConversationReactor, createHistoryService } from '#history/history-service.ts'
import { declare } from '#incidents/decide.ts'
import { insertIncident, nextNumber, requireIncident } from '#incidents/incident-store.ts'
import { declarationOf } from '#incidents/incident.ts'
import { transact } from '#db/transact.ts'
import { beginCalls, saveResults } from '#reconcile/slot-store.ts'
import { forEachEngine } from './database.ts'

const at = new Date('2027-02-12T13:00:00Z')
const clock = { now: () => at }
const picture = new Uint8Array([0, 137, 80, 78, 71, 255, 0, 10])

function historyOf(db: Db, reactors: readonly ConversationReactor[] = []) {
  return createHistoryService({
    db,
    clock,
    slack: { botUserId: 'U0BOT', call: async () => ({ kind: 'unknown', why: '' }) },
    keep: { messages: null, people: null, incidents: null },
    reactors,
    download: async (file) =>
      file === 'F2'
        ? { kind: 'refused', error: 'file_not_found' }
        : { kind: 'ok', mimetype: 'image/png', content: picture },
  })
}

async function opened(db: Db): Promise<number> {
  const number = await transact(db, async (trx) => {
    const next = await nextNumber(trx)
    const event = declare(next, declarationOf('checkout is down'))
    await insertIncident(trx, 'U1', event, at)
    return next
  })
  const owner = `incident:${number}`
  await beginCalls(db, owner, [{ name: 'room', kind: 'room' }], at)
  const patch = { channel: 'C1', ts: 'C1', started_at: null }
  await saveResults(db, owner, [{ name: 'room', attempt: 1, patch }])
  return number
}

function said(nth: number, change: Partial<Said> = {}): Said {
  const ts = `${1_802_440_000 + nth}.000100`
  const file = (id: string, size: number) => ({
    id,
    name: `${id}.png`,
    mimetype: 'image/png',
    size,
    permalink: '',
  })
  return {
    kind: 'said',
    channel: 'C1',
    ts,
    threadTs: null,
    author: 'U1',
    byApp: false,
    subtype: null,
    text: `message ${nth}`,
    files: nth === 1 ? [file('F1', 8), file('F2', 8), file('F3', 3_000_000)] : [],
    editedTs: null,
    asOf: ts,
    ...change,
  }
}

forEachEngine('the record', (open) => {
  test('a flood of messages, each told three times and some edited meanwhile, is recorded once each', async () => {
    await using database = await open()
    const history = historyOf(database.db)
    const number = await opened(database.db)
    const all = Array.from({ length: 60 }, (_, nth) => said(nth))
    const edits = all
      .filter((_, nth) => nth % 3 === 0)
      .map((one) => ({ ...one, text: `${one.text}, edited`, editedTs: '1802450000.1', asOf: '1802450000.1' }))
    const gone = all.slice(-2).map(({ channel, ts }) => ({ kind: 'deleted' as const, channel, ts }))
    const elsewhere = said(99, { channel: 'C9' })
    const heard = await Promise.all(
      [...all, ...gone, ...edits, ...all, elsewhere, ...all.toReversed()].map((one) => history.heard(one)),
    )
    expect(heard.filter((one) => one === null)).toEqual([null])
    const messages = await history.messages(number)
    expect(messages.map(({ ts }) => ts)).toEqual(all.map(({ ts }) => ts))
    expect(messages.map(({ text }) => text)).toEqual(
      all.map(({ text }, nth) => (nth >= 58 ? '' : nth % 3 === 0 ? `${text}, edited` : text)),
    )
  })

  test('a message is recorded together with what follows from it, or not at all', async () => {
    await using database = await open()
    const told: string[] = []
    const history = historyOf(database.db, [
      async (_, { heard }) => {
        for (const one of heard === 'everything' ? [] : heard) {
          if (one.kind !== 'said') continue
          if (one.text === 'message 2') throw new Error('it cannot follow')
          told.push(one.text)
        }
      },
    ])
    const number = await opened(database.db)
    const outcomes = await Promise.allSettled([1, 2, 3].map((nth) => history.heard(said(nth))))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((await history.messages(number)).map(({ text }) => text)).toEqual(['message 1', 'message 3'])
    expect(new Set(told)).toEqual(new Set(['message 1', 'message 3']))
  })

  test('pictures are copied byte by byte, and go with their message or when they are taken out of it', async () => {
    await using database = await open()
    const history = historyOf(database.db)
    const number = await opened(database.db)
    await history.heard(said(1))
    const [one] = [await requireIncident(database.db, number)]
    const over = { ...one, status: 'resolved' as const, resolvedAt: at }
    await history.copyImages(over)
    const copied = await history.images(number)
    expect(copied.map(({ name, content }) => [name, [...content]])).toEqual([['F1.png', [...picture]]])
    const rows = await database.db
      .selectFrom('message_image')
      .select(['file', 'refused'])
      .orderBy('file')
      .execute()
    expect(rows).toEqual([
      { file: 'F1', refused: null },
      { file: 'F2', refused: 'file_not_found' },
    ])
    const later = '1802450000.1'
    await history.heard(said(1, { files: [], editedTs: later, asOf: later }))
    expect(await history.images(number)).toEqual([])
    await history.heard(said(2, { files: said(1).files }))
    await history.copyImages(over)
    expect(await history.images(number)).toHaveLength(1)
    await history.heard({ kind: 'deleted', channel: 'C1', ts: said(2).ts })
    expect(await history.images(number)).toEqual([])
    expect(await database.db.selectFrom('message_image').selectAll().execute()).toEqual([])
  })
})
