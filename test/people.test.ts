/** A person who asks is remembered for a minute; news of them in this process counts at once. */
import { expect, test } from 'vitest'
import type { Db } from '#db/database.ts'
import { createNamedPeopleService } from '#people/named-people-service.ts'
import { unheardOf } from '#people/person-store.ts'
import { createPeopleService } from '#people/people-service.ts'
import { createLimiter } from '#slack/wire/limiter.ts'
import { forEachEngine } from './database.ts'
import type { SlackPort } from '#slack-port.ts'
import { refused, TinySlack } from './reconcile-slack.ts'

let now = new Date('2027-03-01T09:00:00Z')
const clock = { now: () => now }

const wren = { id: 'U0WREN', name: 'wren', tz: 'Europe/Paris' }

function oneProcess(db: Db) {
  return createPeopleService({ db, clock, slack: new TinySlack(clock.now) })
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

  test('a list longer than our pace is gone on with by the next process, and whom the workspace belongs to is remembered', async () => {
    await using database = await open()
    const slack = pages(5)
    let next: Date | null = now
    for (let run = 0; run < 3; run += 1) {
      // Two pages, and then Slack is to be asked later.
      slack.allowed = 2
      const read = await createPeopleService({ db: database.db, clock, slack }).readAll()
      expect(read.keeper).toBe(run === 2 ? 'U0P0' : null)
      next = read.next
    }
    expect(slack.read).toEqual(['', '1', '2', '3', '4'])
    expect(next?.getTime()).toBe(now.getTime() + 24 * 3_600_000)
    const people = createPeopleService({ db: database.db, clock, slack })
    expect(await people.find('U0P4')).toMatchObject({ active: true })
  })

  test('a list whose place Slack has forgotten is begun again', async () => {
    await using database = await open()
    const slack = pages(3)
    slack.allowed = 2
    await createPeopleService({ db: database.db, clock, slack }).readAll()
    slack.allowed = 9
    slack.forgotten.add('2')
    await createPeopleService({ db: database.db, clock, slack }).readAll()
    expect(slack.read).toEqual(['', '1', '2', '', '1', '2'])
  })

  test('of several accounts with one address the active full member counts, and of those the newest', async () => {
    await using database = await open()
    const people = oneProcess(database.db)
    const profile = { email: 'Wren@velodrome.example' }
    const accounts = [
      { id: 'U9LEFT', updated: 900, deleted: true },
      { id: 'U8GUEST', updated: 800, is_restricted: true },
      { id: 'U7BOT', updated: 700, is_bot: true },
      { id: 'U1NEW', updated: 300 },
      { id: 'U2OLD', updated: 200 },
    ]
    for (const known of [accounts, accounts.toReversed()]) {
      for (const account of known) await people.seen({ ...account, profile })
      expect(await people.resolve(['wren@velodrome.example'])).toEqual(['U1NEW'])
    }
  })

  test('those who may be paged are asked about by name, and an address that nobody has only once a day', async () => {
    await using database = await open()
    const asked: string[] = []
    const slack: SlackPort = {
      botUserId: 'UBOT',
      async call(method, args) {
        const { email, user } = args as { email?: string; user?: string }
        asked.push(email ?? user ?? method)
        if (method === 'conversations.open') return { kind: 'ok', body: { channel: { id: 'D1' } } }
        if (email === 'late@velodrome.example') return { kind: 'later', at: soon }
        if (email === 'nobody@velodrome.example') return refused('users_not_found')
        return { kind: 'ok', body: { user: { ...wren, id: user ?? wren.id, profile: { email } } } }
      },
    }
    const soon = new Date(now.getTime() + 3_000)
    const people = oneProcess(database.db)
    const named = ['Wren@velodrome.example', 'nobody@velodrome.example', 'U0IDA', 'late@velodrome.example']
    const process = createNamedPeopleService({
      db: database.db,
      clock,
      slack,
      people,
      pageable: async () => named,
    })
    expect(await process.meet()).toEqual({ next: soon })
    expect(await people.resolve(named)).toEqual([wren.id, 'U0IDA'])
    expect(await people.find('U0IDA')).toMatchObject({ timeZone: 'Europe/Paris' })
    asked.length = 0
    await process.meet()
    expect(asked).toEqual(['late@velodrome.example'])
    now = new Date(now.getTime() + 25 * 3_600_000)
    asked.length = 0
    await process.meet()
    expect(asked).toEqual(['nobody@velodrome.example', 'late@velodrome.example'])
    // An address that was given up is nobody's at once: nothing waits until it is asked about again.
    await people.seen({ ...wren, profile: { email: 'other@velodrome.example' } })
    expect(await unheardOf(database.db, ['wren@velodrome.example'], null)).toEqual(new Set())
  })

  test('hundreds of addresses are asked about in turn, at the pace that Slack allows', async () => {
    await using database = await open()
    const limiter = createLimiter()
    const slack: SlackPort = {
      botUserId: 'UBOT',
      async call(method, { email }, urgency) {
        if (method === 'conversations.open') return { kind: 'ok', body: {} }
        const at = limiter.take(method, null, urgency, now)
        if (at) return { kind: 'later', at }
        return {
          kind: 'ok',
          body: { user: { id: String(email).slice(0, 6).toUpperCase(), profile: { email } } },
        }
      },
    }
    const named = Array.from({ length: 200 }, (_, n) => `u${10_000 + n}@velodrome.example`)
    const people = oneProcess(database.db)
    const pageable = async () => named
    const process = createNamedPeopleService({ db: database.db, clock, slack, people, pageable })
    const began = now.getTime()
    for (let runs = 0; runs < 200; runs += 1) {
      const { next } = await process.meet()
      if ((await people.resolve(named)).length === 200) break
      now = next ?? now
    }
    expect(await people.resolve(named)).toHaveLength(200)
    // 45 a minute after the first 37.
    expect(now.getTime() - began).toBeLessThan(5 * 60_000)
  })
})

/** A list of people, one a page, of which only so many pages are allowed for now. */
function pages(count: number): SlackPort & { allowed: number; read: string[]; forgotten: Set<string> } {
  return {
    botUserId: 'UBOT',
    allowed: count,
    read: [],
    forgotten: new Set(),
    async call(_method, { cursor = '' }) {
      if (this.allowed === 0) return { kind: 'later', at: now }
      this.allowed -= 1
      const place = String(cursor)
      this.read.push(place)
      if (this.forgotten.delete(place)) return refused('invalid_cursor')
      const n = Number(place)
      const members = [{ ...wren, id: `U0P${n}`, is_admin: true, is_owner: n === 0 }]
      const next_cursor = n + 1 < count ? String(n + 1) : ''
      return { kind: 'ok', body: { members, response_metadata: { next_cursor } } }
    },
  }
}
