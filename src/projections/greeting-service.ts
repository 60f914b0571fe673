/** Greets the owner of a new workspace: once ever, and only while nothing has happened in it. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import type { RunContext } from '#due/runner.ts'
import type { UserId } from '#incidents/incident.ts'
import { greeting } from '#messages/welcome.ts'
import type { Words } from '#incidents/words.ts'
import type { Departures } from '#people/departure-service.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { SlackPort } from '#slack-port.ts'
import { urgencies } from '#urgency.ts'

export interface GreetingParts {
  db: Db
  clock: Clock
  slack: SlackPort
  words: Words
  people: Pick<Departures, 'readAll'>
}

export function createGreetingService({ db, clock, slack, words, people }: GreetingParts) {
  /** Runs `people:all`: reads the workspace's people and has its keeper greeted. */
  async function readPeople(): Promise<{ next: Date | null }> {
    const { next, keeper } = await people.readAll()
    if (keeper !== null) await offer(keeper)
    return { next }
  }

  /** Has this person greeted, unless somebody was before, or Muster is in use already. */
  async function offer(user: UserId): Promise<void> {
    await transact(db, async (trx) => {
      if (await trx.selectFrom('incident').select('number').limit(1).executeTakeFirst()) return
      const first = await trx
        .insertInto('counter')
        .values({ name: 'greeting', value: 1 })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .returning('name')
        .executeTakeFirst()
      if (first) await wake(trx, dueKey('greeting', user), { at: clock.now(), urgency: urgencies.talk })
    })
  }

  /** Runs `greeting:<user>`. */
  async function show(user: UserId, run: RunContext): Promise<{ next: Date | null }> {
    const { next } = await reconcile(
      dueKey('greeting', user),
      [
        {
          kind: 'message',
          name: 'greeting',
          urgency: urgencies.talk,
          channel: { person: user },
          message: greeting(words),
        },
      ],
      { db, slack, clock, ...run },
    )
    return { next }
  }

  return { readPeople, show }
}
