/** Keeps what monitorings send before they are answered: one commit at a time, and what comes meanwhile shares the next. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { urgencies } from '#urgency.ts'
import { keepAlertDeliveries, type NewDelivery } from './delivery-store.ts'

/** The most of one commit: requests, and bytes of their bodies. */
const [mostAtOnce, mostBytes] = [100, 4_000_000]

/** The most bytes that wait at a time: whoever comes then is told to come again. */
const mostWaiting = 64_000_000

export class TooBusy extends Error {
  override name = 'TooBusy'
}

export type AlertIntake = ReturnType<typeof createAlertIntake>

type Waiting = Omit<NewDelivery, 'at' | 'times'> & PromiseWithResolvers<void>

export function createAlertIntake({ db, clock }: { db: Db; clock: Clock }) {
  let waiting: Waiting[] = []
  let bytes = 0
  let isRunning = false

  /** Resolves once it is committed. Throws `TooBusy`, or the fault of the database. */
  async function keep(delivery: Omit<NewDelivery, 'at' | 'times'>): Promise<void> {
    if (bytes > mostWaiting) throw new TooBusy('Too much waits to be stored')
    const settled = Promise.withResolvers<void>()
    waiting.push({ ...delivery, ...settled })
    bytes += delivery.body.byteLength
    if (!isRunning) void run()
    await settled.promise
  }

  async function run(): Promise<void> {
    isRunning = true
    while (waiting.length > 0) {
      const part = nextPart()
      try {
        await commit(part)
        for (const one of part) one.resolve()
      } catch (error) {
        for (const one of part) one.reject(error)
      }
    }
    isRunning = false
  }

  function nextPart(): Waiting[] {
    let [size, count] = [0, 0]
    for (const { body } of waiting) {
      if (count > 0 && (count === mostAtOnce || size + body.byteLength > mostBytes)) break
      size += body.byteLength
      count += 1
    }
    const part = waiting.slice(0, count)
    waiting = waiting.slice(count)
    bytes -= size
    return part
  }

  async function commit(part: readonly Waiting[]): Promise<void> {
    const at = clock.now()
    const rows = new Map<string, NewDelivery>()
    for (const { id, source, about, body } of part)
      rows.set(id, { id, source, about, body, at, times: (rows.get(id)?.times ?? 0) + 1 })
    await transact(db, async (trx) => {
      await keepAlertDeliveries(trx, [...rows.values()])
      await wake(trx, dueKey('alerts', 'deliveries'), { at, urgency: urgencies.page })
    })
  }

  return { keep }
}
