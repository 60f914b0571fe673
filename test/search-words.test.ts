/** On both engines: words made by older rules, and those of an app's edited message, are made again. */
import { expect, test } from 'vitest'
import type { Db } from '#db/database.ts'
import type { Said } from '#history/heard.ts'
import { transact } from '#db/transact.ts'
import { declare } from '#incidents/decide.ts'
import { insertIncident, nextNumber, requireIncident } from '#incidents/incident-store.ts'
import { declarationOf } from '#incidents/incident.ts'
import { saveTold } from '#learning/search-store.ts'
import { createSearchService } from '#learning/search-service.ts'
import { forEachEngine } from './database.ts'

const at = new Date('2027-02-12T13:00:00Z')

function searchOf(db: Db, told = '証明書の期限切れ') {
  return createSearchService({
    db,
    clock: { now: () => at },
    isGuest: async () => false,
    load: requireIncident,
    told: async () => [told],
    speaks: () => true,
    marks: () => false,
  })
}

/** Incidents as an older version left them: the whole title is one word. */
async function declaredLongAgo(db: Db, count: number): Promise<void> {
  const title = '決済が失敗しています'
  for (let nth = 0; nth < count; nth += 1)
    await transact(db, async (trx) => {
      const incident = await nextNumber(trx)
      await insertIncident(trx, 'U1', declare(incident, declarationOf(title)), at)
      await trx
        .insertInto('search_document')
        .values({
          incident,
          private: false,
          drill: false,
          seen_by: [],
          recorded: `'${title}'`,
          told: '',
          rules: 1,
        })
        .execute()
    })
}

forEachEngine('words made by older rules', (open) => {
  test('are made again some at a time, until all are found', async () => {
    await using database = await open()
    const { db } = database
    await declaredLongAgo(db, 51)
    const search = searchOf(db)
    expect(await search.find('U2', '失敗', false)).toEqual([])
    expect(await search.renew()).toEqual({ next: at })
    expect(await search.renew()).toEqual({ next: null })
    expect(await search.renew()).toEqual({ next: null })
    for (const words of ['失敗', '期限切れ'])
      expect((await search.find('U2', words, false)).map(({ number }) => number)).toEqual(
        Array.from({ length: 10 }, (_, nth) => 51 - nth),
      )
    const older = await db.selectFrom('search_document').select('incident').where('rules', '<', 2).execute()
    expect(older).toEqual([])
  })

  test('are not all that is made again: an app edits its message without a mark', async () => {
    await using database = await open()
    const { db } = database
    await declaredLongAgo(db, 1)
    const search = searchOf(db, 'step two')
    const said: Said = {
      kind: 'said',
      channel: 'C1',
      ts: '1.1',
      threadTs: null,
      author: 'U9',
      byApp: true,
      subtype: null,
      text: 'step two',
      files: [],
      editedTs: null,
      asOf: '2.2',
    }
    await transact(db, (trx) => saveTold(trx, 1, "'one':1D 'step':1D"))
    const edit = { author: 'U9', before: 'step one', after: 'step two' }
    await transact(db, (trx) =>
      search.conversationReactor(trx, { incident: 1, heard: [said], gone: [], edited: [edit] }),
    )
    expect(await search.find('U2', 'step one', false)).toEqual([])
    expect(await search.find('U2', 'step two', false)).toHaveLength(1)
  })
})
