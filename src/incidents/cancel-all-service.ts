/** Cancels at once what one person has declared, for the night on which somebody declares for fun or by a script. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { once } from '#db/once.ts'
import { transact } from '#db/transact.ts'
import type { Incident, UserId } from './incident.ts'
import type { IncidentService } from './incident-service.ts'
import { openBy } from './incident-store.ts'
import { canSee } from './privacy.ts'

export interface CancelAllParts {
  db: Db
  clock: Clock
  incidents: Pick<IncidentService, 'lock' | 'change'>
  /** Throws a Refusal for somebody who may not. */
  guard(by: UserId): Promise<void>
}

/** Numbers of incidents, lowest first. */
export interface CancelledAll {
  cancelled: number[]
  /** Left open, since somebody works on them. */
  left: number[]
}

export type CancelAll = ReturnType<typeof createCancelAll>

export function createCancelAll({ db, clock, incidents, guard }: CancelAllParts) {
  /** Passes over private incidents that `by` does not know of. `key` identifies the submission. */
  return async function cancelAll(
    by: UserId,
    reporter: UserId,
    reason: string,
    key: string,
  ): Promise<CancelledAll> {
    await guard(by)
    const now = clock.now()
    return transact(db, (trx) =>
      once(trx, key, now, async () => {
        const all: CancelledAll = { cancelled: [], left: [] }
        // Lowest first, as every other change of several incidents locks them.
        for (const number of await openBy(trx, reporter)) {
          const incident = await incidents.lock(trx, number)
          if (!canSee(incident, by)) continue
          if (isWorkedOn(incident)) all.left.push(number)
          else {
            await incidents.change(trx, by, number, { do: 'cancel', reason }, now)
            all.cancelled.push(number)
          }
        }
        return all
      }),
    )
  }
}

/** True once somebody does more than look: then it may be real, and is cancelled by itself. */
function isWorkedOn({ status, fixes }: Incident): boolean {
  return fixes.length > 0 || (status !== 'declared' && status !== 'acknowledged')
}
