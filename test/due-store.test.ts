/** Due rows: a wake only ever brings a look nearer, and a run clears only what it saw. */
import { expect, test } from 'vitest'
import { claimable, nextDueAt, endRun, wake } from '#due/due-store.ts'
import { transact } from '#db/transact.ts'
import { sweepKeys } from '#due/sweep.ts'
import { beginCalls, saveResults } from '#reconcile/slot-store.ts'
import { forEachEngine } from './database.ts'

const start = new Date('2026-02-14T15:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)

forEachEngine('due rows', (open) => {
  test('a wake moves a row nearer, never further, and counts', async () => {
    await using database = await open()
    const { db } = database
    await wake(db, 'incident:1', { at: after(10), urgency: 1 })
    await wake(db, 'incident:1', { at: after(60), urgency: 2 })
    expect(await claimable(db, after(9), 10)).toEqual([])
    await wake(db, 'incident:1', { at: after(5), urgency: 3 })
    expect(await claimable(db, after(9), 10)).toEqual([
      { key: 'incident:1', due_at: after(5), urgency: 1, seq: 3 },
    ])
    expect(await nextDueAt(db)).toEqual(after(5))
  })

  test('what one transaction wakes twice is woken once, at the sooner time', async () => {
    await using database = await open()
    const { db } = database
    await transact(db, async (trx) => {
      await wake(trx, 'incident:1', { at: after(10), urgency: 3 })
      await wake(trx, 'incident:1', { at: after(5), urgency: 1 })
      await wake(trx, 'incident:1', { at: after(60), urgency: 2 })
    })
    expect(await claimable(db, after(9), 10)).toEqual([
      { key: 'incident:1', due_at: after(5), urgency: 1, seq: 1 },
    ])
  })

  test('urgent rows come first, then those that wait longest', async () => {
    await using database = await open()
    const { db } = database
    await wake(db, 'room:new', { at: after(2), urgency: 1 })
    await wake(db, 'room:old', { at: after(1), urgency: 1 })
    await wake(db, 'page:1', { at: after(3), urgency: 0 })
    const keys = (await claimable(db, after(5), 10)).map((row) => row.key)
    expect(keys).toEqual(['page:1', 'room:old', 'room:new'])
    expect((await claimable(db, after(5), 1, ['page:1'])).map((row) => row.key)).toEqual(['room:old'])
  })

  test('a run clears or moves its row unless the key was woken meanwhile', async () => {
    await using database = await open()
    const { db } = database
    for (const key of ['a:1', 'b:1', 'c:1']) await wake(db, key, { at: start, urgency: 1 })
    await endRun(db, 'a:1', 1, null)
    await endRun(db, 'b:1', 1, after(30))
    await wake(db, 'c:1', { at: start, urgency: 1 })
    await endRun(db, 'c:1', 1, null)
    expect((await claimable(db, after(60), 10)).map((row) => row.key)).toEqual(['c:1', 'b:1'])
  })

  test('the sweep finds unanswered calls, delayed ones and open incidents', async () => {
    await using database = await open()
    const { db } = database
    for (const owner of ['page:1', 'page:2', 'page:3']) {
      await beginCalls(db, owner, [{ name: 'page', kind: 'message' }], start)
    }
    await saveResults(db, 'page:2', [
      { name: 'page', attempt: 1, patch: { started_at: null, retry_at: after(5) } },
    ])
    await saveResults(db, 'page:3', [{ name: 'page', attempt: 1, patch: { started_at: null } }])
    for (const [number, closed_at] of [
      [1, null],
      [2, start],
    ] as const) {
      await db
        .insertInto('incident')
        .values({
          number,
          title: 'Checkout',
          status: closed_at ? 'closed' : 'declared',
          severity: null,
          squad: null,
          private: false,
          drill: false,
          reporter: 'U1',
          declared_at: start,
          acknowledged_at: null,
          resolved_at: null,
          closed_at,
          version: 1,
        })
        .execute()
    }
    expect((await sweepKeys(db)).toSorted()).toEqual(['incident:1', 'page:1', 'page:2'])
  })
})
