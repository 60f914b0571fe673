/** Whoever asks is remembered for a minute; what this process hears of them counts at once. */
import { expect, test } from 'vitest'
import type { Db } from '#db/database.ts'
import { createPeopleService } from '#people/people-service.ts'
import { forEachEngine } from './database.ts'
import { TinySlack } from './reconcile-slack.ts'

let now = new Date('2027-03-01T09:00:00Z')
const clock = { now: () => now }

const wren = { id: 'U0WREN', name: 'wren', tz: 'Europe/Paris' }

function oneProcess(db: Db) {
  return createPeopleService({ db, clock, slack: new TinySlack(clock.now), pageable: async () => [] })
}

forEachEngine('people', (open) => {
  test('who left is known at once where Slack says so, and a minute later to every other process', async () => {
    await using database = await open()
    const [one, other] = [oneProcess(database.db), oneProcess(database.db)]
    await one.seen(wren)
    for (const each of [one, other]) expect(await each.find(wren.id)).toMatchObject({ active: true })

    await one.seen({ ...wren, deleted: true })
    expect(await one.find(wren.id)).toMatchObject({ active: false })
    now = new Date(now.getTime() + 60_000)
    expect(await other.find(wren.id)).toMatchObject({ active: false })
  })

  test('whoever is not known is looked for each time', async () => {
    await using database = await open()
    const people = oneProcess(database.db)
    expect(await people.find(wren.id)).toBeNull()
    await people.seen(wren)
    expect(await people.find(wren.id)).toMatchObject({ name: 'wren' })
  })
})
