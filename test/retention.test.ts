/** Data goes once it was kept as long as the policy says: people who left stay nameless, and of an incident no row is left. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Db } from '#db/database.ts'
import { createRetention, type Retention } from '#history/retention-service.ts'
import { createPeopleService } from '#people/people-service.ts'
import { day } from '#time.ts'
import { forEachEngine } from './database.ts'
import { at, found, plant } from './planted-word.ts'
import { TinySlack } from './reconcile-slack.ts'
import { clara, mira, openWorkplace } from './workplace.ts'

let now = at
const clock = { now: () => now }
const later = (days: number) => {
  now = new Date(now.getTime() + days * day)
}

function retaining(db: Db, keep: Partial<Retention>) {
  const all = { messages: null, people: null, incidents: null, ...keep }
  return createRetention({ db, clock, keep: all, forget: async () => {} })
}

const wren = { id: 'U0WREN', name: 'wren', tz: 'Europe/Paris', profile: { email: 'wren@example.com' } }
const seconds = (time: Date) => time.getTime() / 1000

forEachEngine('people who left', (open) => {
  test('are erased in time, stay so whatever Slack lists, and have their name again when they come back', async () => {
    await using database = await open()
    const { db } = database
    const people = createPeopleService({ db, clock, slack: new TinySlack(clock.now) })
    const retain = retaining(db, { people: 30 * day })
    const known = async () => (await people.findAll([wren.id])).get(wren.id)
    await people.seen(wren)
    later(100)
    // Slack names a change from long before they left.
    const left = { ...wren, deleted: true, updated: seconds(at) }
    await people.seen(left)
    later(29)
    await people.seen(left)
    expect(await retain('people')).toEqual({ next: new Date(now.getTime() + day) })
    expect(await known()).toMatchObject({ name: 'wren', email: 'wren@example.com' })

    later(2)
    await retain('people')
    await people.seen(left)
    expect(await known()).toMatchObject({ name: wren.id, email: null, timeZone: 'UTC', active: false })
    expect((await people.names()).has(wren.id)).toBe(false)

    await people.seen({ ...wren, updated: seconds(now) })
    expect(await known()).toMatchObject({ name: 'wren', email: 'wren@example.com', active: true })
    later(100)
    await retain('people')
    expect(await known()).toMatchObject({ name: 'wren' })
  })

  test('before Muster came are erased by the time Slack names; programs and strangers never left', async () => {
    await using database = await open()
    const { db } = database
    const people = createPeopleService({ db, clock, slack: new TinySlack(clock.now) })
    const gone = { deleted: true, updated: seconds(new Date(now.getTime() - 40 * day)) }
    await people.seen({ ...wren, ...gone })
    await people.seen({ ...wren, id: 'U0BOT', ...gone, is_bot: true })
    await people.seen({ ...wren, id: 'U0STRANGER', ...gone, is_stranger: true })
    await retaining(db, {})('people')
    expect((await people.findAll([wren.id])).get(wren.id)).toMatchObject({ name: 'wren' })
    await retaining(db, { people: 30 * day })('people')
    const names = [...(await people.findAll([wren.id, 'U0BOT', 'U0STRANGER'])).values()].map(
      ({ name }) => name,
    )
    expect(names.toSorted()).toEqual([wren.id, 'wren', 'wren'])
  })
})

forEachEngine('an incident', (open) => {
  test('goes whole once it was over long enough and nothing is promised, and others stay', async () => {
    await using database = await open()
    const { db } = database
    await plant(db)
    await addRows(db)
    const before = await rowsOf(db, 1)
    expect(before.filter(({ rows }) => rows === 0)).toEqual([])
    const others = await rowsOf(db, 2)
    const retain = retaining(db, { incidents: 30 * day })
    now = new Date(at.getTime() + 29 * day)
    await retain('incidents')
    expect(await rowsOf(db, 1)).toEqual(before)

    later(2)
    await db.updateTable('action_item').set({ state: 'open' }).where('number', '=', 1).execute()
    await retain('incidents')
    expect(await rowsOf(db, 1)).toEqual(before)

    await db.updateTable('action_item').set({ state: 'done' }).where('number', '=', 1).execute()
    await retain('incidents')
    expect((await rowsOf(db, 1)).filter(({ rows }) => rows > 0)).toEqual([])
    const elsewhere =
      /^(alert_quiet|person|address_lookup|contact_method|cover|hand_over|kept_declaration|rota_notice|rota_request)\./
    expect((await found(db)).filter((place) => !elsewhere.test(place))).toEqual([])
    const lost = [{ table: 'similar_past', rows: 0 }]
    expect(await rowsOf(db, 2)).toEqual(
      others.map((one) => lost.find(({ table }) => table === one.table) ?? one),
    )
  })
})

/** Adds the rows that an incident has besides words, and another incident that it sounded like. */
async function addRows(db: Db): Promise<void> {
  const rows = [
    sql`insert into incident select 2, 'exports are late', 'declared', null, null, false, false, 'U0OTHER', ${at}::timestamptz, null, null, null, 1`,
    sql`insert into page values ('1/1', 0, 'U0OTHER', '1/1/0/U0OTHER', 'on call', 'acknowledged', ${at}, ${at}, ${at}, ${at}, null, null, 1)`,
    sql`insert into message_mark values ('C1', '2.1', 'pin', '', '', true, '2.2')`,
    sql`insert into reading (incident, channel, thread_ts, cursor, threads, in_threads) values (1, 'C1', '', '', '[]', false)`,
    sql`insert into reminder (incident, key, nth, cause, asked_at, muted) values (1, 'room', 1, 'x', ${at}, false)`,
    sql`insert into follower (incident, person, from_update) values (1, 'U0OTHER', 0), (2, 'U0OTHER', 0)`,
    sql`insert into similar_past values (1, 1, 2), (2, 1, 1)`,
    sql`insert into due (key, due_at, urgency, seq) values ('incident:1', ${at}, 2, 1), ('incident:12', ${at}, 2, 1), ('incident:2', ${at}, 2, 1)`,
    sql`insert into slot (owner, name, kind, attempt, deleted, detail) values ('postmortem:1', 'canvas', 'canvas', 1, 0, '{}'), ('incident:1', 'room', 'room', 1, 0, '{}'), ('incident:2', 'room', 'room', 1, 0, '{}')`,
    sql`insert into alert_group (number, route, rule, bucket, labels, title, severity, state, first_at, last_at, made_at, changed_at, firing, unknown, resolved, incident)
      values (7, 'r', '{}', 'b', '{}', 'Errors', 'critical', 'resolved', ${at}, ${at}, ${at}, ${at}, 0, 0, 1, 1)`,
    sql`insert into model_answer values (1, ${at}, null, 'small', 'asked', 'answered')`,
    sql`insert into attempt (thing, nth, kind, target, status, planned_at, status_at) values ('hook:1/1/0/U0OTHER', 1, 'page hook', 'U0OTHER', 'delivered', ${at}, ${at})`,
  ]
  for (const row of rows) await row.execute(db)
}

/** The number of rows of an incident, in every table that has any by its columns. */
async function rowsOf(db: Db, incident: number): Promise<{ table: string; rows: number }[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and (column_name = 'incident' or (table_name, column_name) in
      (('incident', 'number'), ('page', 'escalation'), ('slot', 'owner'), ('due', 'key'), ('attempt', 'thing')))
      and not (table_name = 'slot' and column_name = 'incident')
    order by 1, 2`.execute(db)
  return Promise.all(
    rows.map(async ({ table, column }) => {
      const counted = await sql<{ rows: number }>`
        select count(*)::integer as rows from ${sql.table(table)}
        where ${sql.ref(column)}::text ~ ${`^([a-z-]+:)?${incident}(/.*)?$`}`.execute(db)
      return { table, rows: counted.rows[0]?.rows ?? 0 }
    }),
  )
}

test('in Slack an incident that went is not there any more, and its number is not given again', async () => {
  await using work = await openWorkplace('socket', { retention: { incidents: '30d' } })
  const number = await work.declares(mira, 'checkout is down')
  const card = { channel: work.room(number), ts: work.card(number).ts }
  await work.types(mira, '/incident cancel it was a test', card.channel)
  await work.aMinuteLater(31 * 24 * 60)
  await work.aMinuteLater(24 * 60)
  expect(await work.types(mira, `/incident status #${number}`)).toContain(`There is no incident #${number}.`)
  await work.presses(clara, 'incident.reopen', card)
  expect(work.reads(clara)).toContain(`There is no incident #${number}.`)
  expect(await work.declares(mira, 'exports are late')).toBe(number + 1)
})
