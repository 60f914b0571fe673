/** Pages that people send to themselves, to check that they would hear one. */
import { randomUUID } from 'node:crypto'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { once } from '#db/once.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import { urgencies } from '#urgency.ts'
import { acknowledgeTestPage, insertTestPage } from './test-page-store.ts'

export type TestPages = ReturnType<typeof createTestPages>

export function createTestPages({ db, clock }: { db: Db; clock: Clock }) {
  return {
    /** Pages the person, and only them. */
    async test(by: UserId, key: string): Promise<void> {
      const now = clock.now()
      await transact(db, (trx) =>
        once(trx, key, now, async () => {
          await insertTestPage(trx, { id: randomUUID(), person: by, askedAt: now })
          await wake(trx, dueKey('test-page', by), { at: now, urgency: urgencies.page })
          return {}
        }),
      )
    },

    /** Button `test.acknowledge`, value `<test>`. */
    async acknowledgeTest(by: UserId, test: string): Promise<void> {
      const now = clock.now()
      await transact(db, async (trx) => {
        if (!(await acknowledgeTestPage(trx, test, by, now))) throw new Refusal('That test was not for you.')
        await wake(trx, dueKey('test-page', by), { at: now, urgency: urgencies.talk })
      })
    },
  }
}
