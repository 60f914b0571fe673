/** Begins and ends times of maintenance, and tells who pages that there is one. */
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { once } from '#db/once.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { Refusal } from '#errors.ts'
import { urgencies } from '#urgency.ts'
import { alertsOfGroup, wakeAlertGroups } from './alert-group-store.ts'
import { isQuietNow, quietedBy, type QuietWindow, quietWindow, type QuietWish } from './quiet.ts'
import { endQuiet, insertQuiet, openAlertGroups, quietOf, quietWindows } from './quiet-store.ts'

export interface QuietServiceParts {
  db: Db
  clock: Clock
  /** Throws a Refusal for somebody who may not. */
  guard(by: string): Promise<void>
}

export type QuietService = ReturnType<typeof createQuietService>

/** Alerts of a group that are looked at, and groups looked at again when a window begins or ends. */
const most = { alerts: 200, groups: 1_000 }

export function createQuietService({ db, clock, guard }: QuietServiceParts) {
  /** `key` identifies the submission. Throws a Refusal for a wish that makes no window. */
  async function begin(by: string, wish: QuietWish, key: string): Promise<QuietWindow> {
    await guard(by)
    const now = clock.now()
    const { id } = await transact(db, (trx) =>
      once(trx, key, now, async () => {
        const made = await insertQuiet(trx, quietWindow(wish, now), by, now)
        await lookAt(trx, made, now)
        return { id: made }
      }),
    )
    return requireWindow(id)
  }

  /** Ends one before its time. */
  async function end(by: string, id: number, key: string): Promise<QuietWindow> {
    await guard(by)
    const now = clock.now()
    await transact(db, (trx) =>
      once(trx, key, now, async () => {
        if (!(await endQuiet(trx, id, by, now)))
          throw new Refusal(`No maintenance ${id} is under way or to come. Nothing was changed.`)
        await lookAt(trx, id, now)
        return {}
      }),
    )
    return requireWindow(id)
  }

  async function lookAt(trx: Trx, id: number, at: Date): Promise<void> {
    await wake(trx, dueKey('quiet', id), { at, urgency: urgencies.talk })
  }

  async function requireWindow(id: number): Promise<QuietWindow> {
    const found = await quietOf(db, id)
    if (found === undefined) throw new Refusal(`There is no maintenance ${id}.`)
    return found
  }

  /** The window that quiets all that is wrong in a group; null where it may page. Whoever pages asks this first. */
  async function quieting(group: number, reader: Db = db): Promise<QuietWindow | null> {
    const now = clock.now()
    const windows = (await quietWindows(reader, now)).filter((one) => isQuietNow(one, now))
    if (windows.length === 0) return null
    const alerts = await alertsOfGroup(reader, group, most.alerts)
    return quietedBy(
      windows,
      alerts.filter(({ state }) => state !== 'resolved'),
      now,
    )
  }

  /** Has all that is still wrong looked at again, as it may page now. */
  async function changed(): Promise<void> {
    await transact(db, async (trx) =>
      wakeAlertGroups(trx, await openAlertGroups(trx, most.groups), clock.now()),
    )
  }

  return {
    begin,
    end,
    quieting,
    changed,
    find: (id: number) => quietOf(db, id),
    windows: () => quietWindows(db, clock.now()),
  }
}
