/** Lets people learn: a shadow of a rota is told and paged along with whoever is on call, and has no duty. */
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { once } from '#db/once.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import { urgencies } from '#urgency.ts'
import { isMember } from './turns/availability.ts'
import { lockRota } from './oncall-store.ts'
import type { RotaGatekeeper } from './permission-service.ts'
import { addShadow, dropShadow, everyShadow, shadowsOf } from './shadow-store.ts'

export type Shadows = ReturnType<typeof createShadows>

export function createShadows({ db, clock, guard }: { db: Db; clock: Clock; guard: RotaGatekeeper }) {
  async function wakeRotas(trx: Trx, rotas: readonly string[], now: Date): Promise<void> {
    for (const rota of rotas) await wake(trx, dueKey('rota', rota), { at: now, urgency: urgencies.talk })
    await wake(trx, dueKey('homes', 'all'), { at: now, urgency: urgencies.paperwork })
  }

  return {
    /** Throws a Refusal for somebody who takes turns there already. */
    async start(by: UserId, rota: string, user: UserId, key: string): Promise<void> {
      await guard(by, by === user ? 'own' : 'others')
      const now = clock.now()
      await transact(db, (trx) =>
        once(trx, key, now, async () => {
          const state = await lockRota(trx, rota)
          if (isMember(state, user))
            throw new Refusal(`<@${user}> takes turns in ${state.rota.name}, and is paged there anyway.`)
          await addShadow(trx, { rota, user, addedBy: by, addedAt: now })
          await wakeRotas(trx, [rota], now)
          return {}
        }),
      )
    },

    /** Ends it in one rota, or with null in all. Throws a Refusal for somebody who shadows none of them. */
    async stop(by: UserId, rota: string | null, user: UserId, key: string): Promise<void> {
      await guard(by, by === user ? 'own' : 'others')
      const now = clock.now()
      await transact(db, (trx) =>
        once(trx, key, now, async () => {
          const ended = await dropShadow(trx, user, rota)
          if (ended.length === 0) throw new Refusal(`<@${user}> is nobody's shadow there.`)
          await wakeRotas(trx, ended, now)
          return {}
        }),
      )
    },

    of: (rotas: readonly string[]) => shadowsOf(db, rotas),
    holders: () => everyShadow(db),
    /** Ends all that somebody shadows who left the company. */
    async personLeft(user: UserId): Promise<void> {
      await dropShadow(db, user, null)
    },
  }
}
