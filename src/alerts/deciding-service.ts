/** Decides what was delivered: the run of `alerts:deliveries`. */
import type { Logger } from 'pino'
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import type { RunContext } from '#due/runner.ts'
import type { AlertSource } from '#policy/sources.ts'
import { urgencies } from '#urgency.ts'
import { nextAlertGroup } from './alert-group-store.ts'
import { type DecidedDelivery, endAlertDeliveries, undecidedDeliveries } from './delivery-store.ts'
import { hearAlerts, type HearingRules } from './hearing-service.ts'
import { readAll, type ReadOutcome, unreadDelivery } from './read-all.ts'
import type { ReadDelivery } from './raw-delivery.ts'

/** The most deliveries of one transaction, and the number of alerts after which it takes no more. */
const [mostDeliveries, enoughAlerts] = [50, 300]

export interface DecidingParts {
  db: Db
  clock: Clock
  log: Pick<Logger, 'error'>
  sources: Readonly<Record<string, AlertSource>>
  rules: HearingRules
  read: ReadDelivery
}

export function createDeciding({ db, clock, log, sources, rules, read }: DecidingParts) {
  /** May be killed anywhere, and run in two processes at once. */
  return async function decide({ stillHeld }: Pick<RunContext, 'stillHeld'>): Promise<{ next: null }> {
    let most = mostDeliveries
    for (;;) {
      if (!stillHeld()) throw new Error('Another process may be deciding')
      try {
        if ((await transact(db, (trx) => decideSome(trx, most))) === 0) return { next: null }
        most = mostDeliveries
      } catch (error) {
        // One that cannot be decided must not hold up the others: it is found by deciding one at a time.
        if (most === 1) await setAside(error)
        most = 1
      }
    }
  }

  async function decideSome(trx: Trx, most: number): Promise<number> {
    const now = clock.now()
    // Held before anything is read, so that what another process decides at this moment is seen as decided.
    await nextAlertGroup(trx)
    const deliveries = await undecidedDeliveries(trx, most)
    if (deliveries.length === 0) return 0
    const taken: ReadOutcome[] = []
    let alerts = 0
    for (const delivery of deliveries) {
      if (alerts >= enoughAlerts) break
      const one = readAll(delivery, sources[delivery.source], read)
      alerts += one.heard.length
      taken.push(one)
    }
    await write(trx, taken, now)
    return taken.length
  }

  async function write(trx: Trx, taken: readonly ReadOutcome[], now: Date): Promise<void> {
    const heard = taken.flatMap((one) => one.heard)
    await hearAlerts(trx, heard, rules, now)
    for (const { delivery, confirmAt } of taken)
      if (confirmAt)
        await wake(trx, dueKey('subscription', delivery.id), { at: now, urgency: urgencies.talk })
    await wake(trx, dueKey('alerts', 'silence'), { at: now, urgency: urgencies.room })
    await endAlertDeliveries(trx, taken.map(endOf), now)
  }

  /** Shows the next delivery as unreadable: it is at fault itself, not the database. */
  async function setAside(error: unknown): Promise<void> {
    if (!isOwnFault(error)) throw error
    await transact(db, async (trx) => {
      await nextAlertGroup(trx)
      const [delivery] = await undecidedDeliveries(trx, 1)
      if (delivery === undefined) return
      log.error({ err: error, delivery: delivery.id }, 'an alert could not be decided')
      await write(trx, [unreadDelivery(delivery, 'something in it could not be decided')], clock.now())
    })
  }
}

const endOf = ({ delivery: { id, times }, outcome, why }: ReadOutcome): DecidedDelivery => ({
  id,
  times,
  outcome,
  why,
})

/** True for a value that the database refuses, and for a fault of the program: both would come again. */
function isOwnFault(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return error instanceof TypeError || error instanceof RangeError || /^2[123]/.test(code)
}
