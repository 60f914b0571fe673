/** The run of `keeper:daily`: tells the keeper of the installation, once a day, what the doctor finds amiss with people. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import { amiss, mended } from '#messages/amiss.ts'
import type { PeopleService } from '#people/people-service.ts'
import type { KnownPerson } from '#people/person-store.ts'
import { lastReading } from '#people/workspace-store.ts'
import { namedIn } from '#policy/listed.ts'
import type { Policy } from '#policy/policy.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { Slot } from '#reconcile/slot.ts'
import { forgetBefore } from '#reconcile/slot-store.ts'
import type { SlackPort } from '#slack-port.ts'
import { day, earliest } from '#time.ts'
import { urgencies } from '#urgency.ts'
import type { Message } from '#words/message.ts'
import { readDatabaseFacts } from './database-facts-lookup.ts'
import { judgeReach } from './judge-people.ts'
import { keeperDay } from './keeper-times.ts'

export interface ShowAmissParts {
  db: Db
  clock: Clock
  slack: SlackPort
  people: Pick<PeopleService, 'resolve' | 'findAll'>
  policy: Policy
}

const remembered = 40 * day

export function createShowAmiss({ db, clock, slack, people, policy }: ShowAmissParts) {
  /** Says nothing before everybody was read, which wakes this. */
  return async function showAmiss(_: string, run: RunContext): Promise<{ next: Date | null }> {
    const reading = await lastReading(db)
    const keeper = reading && (await keeperAmong(reading.owner))
    if (!keeper) return { next: null }
    const now = clock.now()
    const { date, end } = keeperDay(now, keeper.timeZone)
    const found = judgeReach(await readDatabaseFacts(db, namedIn(policy), now), policy)
    const owner = dueKey('keeper', 'daily')
    const name = `day:${date}`
    const slot = (message: Message): Slot => ({
      kind: 'message',
      name,
      urgency: urgencies.talk,
      channel: { person: keeper.id },
      message,
    })
    const { next } = await reconcile(
      owner,
      async () => (slots) => {
        if (found.length > 0) return [slot(amiss(found))]
        return slots.has(name) ? [slot(mended())] : []
      },
      { db, slack, clock, ...run },
    )
    await forgetBefore(db, owner, new Date(+now - remembered), [name])
    return { next: earliest([next, end]) }
  }

  /** The one the policy names, else the owner of the workspace; null when neither is there. */
  async function keeperAmong(owner: string | null): Promise<KnownPerson | null> {
    const named = policy.keeper === null ? [] : await people.resolve([policy.keeper])
    const ids = [...named, ...(owner === null ? [] : [owner])]
    const known = await people.findAll(ids)
    return ids.map((id) => known.get(id)).find((person) => person?.active) ?? null
  }
}
