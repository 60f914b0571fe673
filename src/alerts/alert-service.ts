/** Answers what is firing and why, and keeps what people say of a group. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { once } from '#db/once.ts'
import { transact } from '#db/transact.ts'
import { Refusal } from '#errors.ts'
import type { Paged } from '#escalation/page-view.ts'
import { hour } from '#time.ts'
import type { AlertGroup, GroupAlert } from './alert-group.ts'
import { alertGroupOf, alertsOfGroup, changeAlertGroup, lockAlertGroup } from './alert-group-store.ts'
import type { FiringNow } from './alert-list.ts'
import { firingNow } from './alert-list-lookup.ts'
import type { QuietWindow } from './quiet.ts'
import type { QuietService } from './quiet-service.ts'

export interface AlertServiceParts {
  db: Db
  clock: Clock
  quiet: QuietService
  isGuest(user: string): Promise<boolean>
  /** Whom it paged, oldest first. */
  pagedFor(group: number): Promise<Paged[]>
  /** True for an incident that this person may know of. */
  sees(user: string, incident: number): Promise<boolean>
}

export type AlertService = ReturnType<typeof createAlertService>

export interface Explained {
  group: AlertGroup
  alerts: GroupAlert[]
  pages: Paged[]
  quiet: QuietWindow | null
}

const shown = { groups: 60, alerts: 200 }

export function createAlertService({ db, clock, quiet, isGuest, pagedFor, sees }: AlertServiceParts) {
  /** Throws a Refusal for a guest: alerts speak of all that the company runs. */
  async function requireColleague(user: string): Promise<void> {
    if (await isGuest(user)) throw new Refusal('Guests cannot see the company’s alerts.')
  }

  /** What is firing now. The number of an incident that this person may not know of is left out. */
  async function firing(user: string, service: string | null): Promise<FiringNow> {
    const { groups, of } = await firingNow(db, service, shown.groups)
    return { of, groups: await Promise.all(groups.map((group) => withoutSecret(user, group))) }
  }

  /** A group with all that explains it; null where there is none of that number. */
  async function explain(user: string, number: number): Promise<Explained | null> {
    const group = await alertGroupOf(db, number)
    if (group === undefined) return null
    const [alerts, pages, window] = await Promise.all([
      alertsOfGroup(db, number, shown.alerts),
      pagedFor(number),
      quiet.quieting(number),
    ])
    return { group: await withoutSecret(user, group), alerts, pages, quiet: window }
  }

  async function withoutSecret<T extends { incident: number | null }>(user: string, group: T): Promise<T> {
    if (group.incident === null || (await sees(user, group.incident))) return group
    return { ...group, incident: null }
  }

  /** Keeps a person's word on a group: quiet for an hour, or not useful. */
  async function say(user: string, number: number, word: 'quiet' | 'not useful', key: string): Promise<void> {
    await requireColleague(user)
    const now = clock.now()
    await transact(db, (trx) =>
      once(trx, key, now, async () => {
        const found = await lockAlertGroup(trx, number)
        const group = found?.mergedInto ? await lockAlertGroup(trx, found.mergedInto) : found
        if (group === undefined) throw new Refusal('That group of alerts is gone. Nothing was changed.')
        const patch =
          word === 'quiet'
            ? { quiet_until: new Date(+now + hour), quiet_by: user }
            : { not_useful_by: user, not_useful_at: now }
        await changeAlertGroup(trx, group.number, patch, now)
        return {}
      }),
    )
  }

  return { requireColleague, firing, explain, say, quiet }
}
