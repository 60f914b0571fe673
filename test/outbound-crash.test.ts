/** A call to an outside system is made although the process is killed around it or hears no answer; a possible double is told. */
import type { Db } from '#db/database.ts'
import type { KyselyPlugin } from 'kysely'
import { expect, test } from 'vitest'
import type { Attempt, Outcome } from '#outbound/attempt.ts'
import { deliver } from '#outbound/deliver.ts'
import type { Driver } from '#outbound/driver.ts'
import { forEachEngine } from './database.ts'

class Killed extends Error {}

const start = new Date('2026-02-14T15:00:00Z')
const quiet = { info: () => {}, error: () => {} }
const unhurried = { underWay: () => {}, outside: <T>(call: () => Promise<T>) => call() }

/** A telephone company with the few calls that these tests need. */
class Telephony {
  readonly rang: string[] = []
  fault: (execute: () => Outcome) => Outcome = (execute) => execute()
  /** The number of look-ups that fail from now on. */
  lookFails = 0

  readonly blunt: Driver<string> = {
    kind: 'call',
    send: async (number) =>
      this.fault(() => {
        this.rang.push(number)
        return { kind: 'sent', reference: `CA${this.rang.length}` }
      }),
  }

  asked(whenBlind: 'send' | 'wait' = 'send'): Driver<string> {
    return {
      ...this.blunt,
      look: {
        whenBlind,
        find: async (): Promise<Outcome | null> => {
          if (this.lookFails-- > 0) return { kind: 'later', code: '503' }
          return this.rang.length === 0 ? null : { kind: 'sent', reference: `CA${this.rang.length}` }
        },
      },
    }
  }
}

const disturbances: Record<string, (execute: () => Outcome) => Outcome> = {
  'killed between the row and the call': () => {
    throw new Killed()
  },
  'killed after the call, unanswered': (execute) => {
    execute()
    throw new Killed()
  },
  'left without the answer': (execute) => {
    execute()
    return { kind: 'unknown', code: 'time-out' }
  },
  'never carried out, unanswered': () => ({ kind: 'unknown', code: 'time-out' }),
  'told to come later': () => ({ kind: 'later', code: '429', after: 9_000 }),
}
const carriedOut = [
  'killed after the call, unanswered',
  'left without the answer',
  'killed before the answer is recorded',
]

/** Kills the process when it is about to write this. */
const killedAt = (kind: 'InsertQueryNode' | 'UpdateQueryNode'): KyselyPlugin => ({
  transformQuery({ node }) {
    if (node.kind === kind) throw new Killed()
    return node
  },
  transformResult: async ({ result }) => result,
})

forEachEngine('An outside system', (open) => {
  async function play(driver: Driver<string>, company: Telephony, how: string, runs = 4) {
    await using database = await open()
    const { db } = database
    let now = start
    const until = new Date(start.getTime() + 3_600_000)
    const wanted = { thing: 'ring:1', target: 'method 7', payload: '+33199000001', since: start, until }
    const run = (on: Db = db) =>
      deliver(wanted, driver, {
        db: on,
        clock: { now: () => now },
        log: quiet,
        ...unhurried,
        stillHeld: () => true,
      })
    const first = {
      'killed before the row': () => run(db.withPlugin(killedAt('InsertQueryNode'))),
      'killed before the answer is recorded': () => run(db.withPlugin(killedAt('UpdateQueryNode'))),
    }[how]
    company.fault = disturbances[how] ?? ((execute) => execute())
    await (first ?? run)().catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error
    })
    company.fault = (execute) => execute()
    let next: Date | null = now
    for (let n = 0; n < runs && next !== null; n++) {
      now = new Date(Math.max(next.getTime(), now.getTime() + 1_000))
      next = (await run()).next
    }
    const rows = await db.selectFrom('attempt').selectAll().orderBy('nth').execute()
    return {
      next,
      statuses: rows.map(({ status, code }) => (code === null ? status : `${status} ${code}`)),
      rows,
    }
  }

  const all = [
    'undisturbed',
    'killed before the row',
    'killed before the answer is recorded',
    ...Object.keys(disturbances),
  ]

  test.each(all)('that can be asked does it once: %s', async (how) => {
    const company = new Telephony()
    const { next, statuses, rows } = await play(company.asked(), company, how)
    expect(next).toBeNull()
    expect(company.rang).toEqual(['+33199000001'])
    expect(statuses.at(-1)).toBe('sent')
    expect(rows.at(-1)?.reference).toBe('CA1')
    expect(JSON.stringify(rows)).not.toContain('+33')
  })

  test.each(all)(
    'that cannot be asked does it, and the ledger says where it may be twice: %s',
    async (how) => {
      const company = new Telephony()
      const { next, statuses } = await play(company.blunt, company, how)
      expect(next).toBeNull()
      expect(company.rang).toHaveLength(carriedOut.includes(how) ? 2 : 1)
      expect(statuses.at(-1)).toBe('sent')
      if (company.rang.length > 1) expect(statuses[0]).toMatch(/^unknown /)
    },
  )

  test.each(carriedOut)(
    'that cannot even be asked rings once more rather than not at all: %s',
    async (how) => {
      const company = new Telephony()
      company.lookFails = Number.POSITIVE_INFINITY
      const { statuses } = await play(company.asked('send'), company, how)
      expect(company.rang).toHaveLength(2)
      expect(statuses).toEqual([expect.stringMatching(/^unknown /), 'sent'])
    },
  )

  test.each(carriedOut)('a look-up that fails once doubles nothing: %s', async (how) => {
    const company = new Telephony()
    company.lookFails = 1
    await play(company.asked('send'), company, how)
    expect(company.rang).toHaveLength(1)
  })

  test('what nobody found after a time-out may arrive yet: the ledger says that the next may be a double', async () => {
    const company = new Telephony()
    const driver: Driver<string> = {
      ...company.blunt,
      look: { whenBlind: 'send', find: async () => null },
    }
    const { statuses } = await play(driver, company, 'never carried out, unanswered')
    expect(statuses).toEqual(['unknown time-out', 'sent'])
  })

  test('where twice is worse than later, it waits until it can be asked', async () => {
    const company = new Telephony()
    company.lookFails = Number.POSITIVE_INFINITY
    const { next, statuses } = await play(company.asked('wait'), company, 'left without the answer')
    expect(company.rang).toHaveLength(1)
    expect(statuses).toEqual(['unknown time-out'])
    expect(next).not.toBeNull()
  })

  test('what was taken is asked about until it is known how it went', async () => {
    await using database = await open()
    let now = start
    const answers: (Outcome | null)[] = [
      { kind: 'sent', askAfter: 5_000 },
      { kind: 'later', code: '503' },
      null,
      { kind: 'answered', code: 'completed' },
    ]
    const driver: Driver<null> = {
      kind: 'push',
      send: async () => ({ kind: 'sent', reference: 'r1', askAfter: 5_000 }),
      look: { whenBlind: 'send', find: async (): Promise<Outcome | null> => answers.shift() ?? null },
    }
    const until = new Date(start.getTime() + 3_600_000)
    const seen: Attempt[] = []
    for (let run = 0; run < 6; run++) {
      const { next, attempt } = await deliver(
        { thing: 'push:1', target: 'method 8', payload: null, since: start, until },
        driver,
        { db: database.db, clock: { now: () => now }, log: quiet, ...unhurried, stillHeld: () => true },
      )
      seen.push(attempt)
      now = next ?? now
    }
    expect(seen.map(({ nth, status }) => `${nth} ${status}`)).toEqual([
      ...Array<string>(4).fill('1 sent'),
      ...Array<string>(2).fill('1 answered'),
    ])
    expect(seen.at(-1)).toMatchObject({ reference: 'r1', code: 'completed', nextAt: null })
  })

  test('what was refused for good is not tried again, and no words of the answer are kept', async () => {
    const company = new Telephony()
    const refusing: Driver<string> = {
      kind: 'call',
      send: async () => ({ kind: 'refused', code: 'To number +33199000001 is a landline' }),
    }
    const { next, statuses } = await play(refusing, company, 'undisturbed')
    expect(next).toBeNull()
    expect(statuses).toEqual(['failed other'])
  })

  test('nothing is sent once another process may run the key', async () => {
    await using database = await open()
    const company = new Telephony()
    let looks = 0
    const until = new Date(start.getTime() + 3_600_000)
    const wanted = { thing: 'ring:1', target: 'method 7', payload: '1', since: start, until }
    const parts = { db: database.db, clock: { now: () => start }, log: quiet, ...unhurried }
    const lost = deliver(wanted, company.blunt, { ...parts, stillHeld: () => ++looks === 1 })
    await expect(lost).rejects.toThrow('Another process')
    expect(company.rang).toEqual([])
  })
})
