/** Brings the rotas in line with the policy when Muster starts. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import type { Policy } from '#policy/policy.ts'
import { urgencies } from '#urgency.ts'
import { changeRota } from './change-rota-service.ts'
import { insertRota, lockRota, retireRotas } from './oncall-store.ts'
import { resetRota, rotasWanted } from './policy-rotas.ts'
import type { Rota } from './turns/rota.ts'

/** Makes the rotas the policy names, retires those it no longer names, and carries out changed settings. */
export async function syncRotas(parts: { db: Db; clock: Clock; policy: Policy }): Promise<void> {
  const { db, clock, policy } = parts
  const now = clock.now()
  const wanted = rotasWanted(policy)
  await transact(db, async (trx) => {
    for (const rota of wanted.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      await insertRota(trx, rota)
      const state = await lockRota(trx, rota.id)
      if (!isSame(state.rota, rota))
        await changeRota(
          trx,
          state,
          { by: null, deed: 'settings', apply: (before) => resetRota(before, rota, now) },
          now,
        )
      await wake(trx, dueKey('rota', rota.id), { at: now, urgency: urgencies.talk })
    }
    await retireRotas(
      trx,
      wanted.map((rota) => rota.id),
      now,
    )
    await wake(trx, dueKey('oncall', 'today'), { at: now, urgency: urgencies.talk })
  })
}

function isSame(standing: Rota, wanted: Rota): boolean {
  return (Object.keys(wanted) as (keyof Rota)[]).every(
    (key) => key === 'members' || JSON.stringify(standing[key]) === JSON.stringify(wanted[key]),
  )
}
