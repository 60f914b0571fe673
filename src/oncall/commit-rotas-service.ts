/** Commits changes of rotas: one transaction each, under the rotas' locks. */
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { once } from '#db/once.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { urgencies } from '#urgency.ts'
import { type Made, revive } from './change-rota-service.ts'
import { lockRota, requireRota } from './oncall-store.ts'
import type { Changed } from './oncall-views.ts'
import type { RotaState } from './turns/rota.ts'

export type CommitRotas = ReturnType<typeof createCommitRotas>

export function createCommitRotas({ db, clock }: { db: Db; clock: Clock }) {
  /** Locks all rotas before changing any, always in the same order, so that two such changes cannot deadlock. */
  async function commit(
    rotas: readonly string[],
    key: string | null,
    work: (trx: Trx, before: RotaState, now: Date) => Promise<Made | null>,
  ): Promise<Changed[]> {
    const now = clock.now()
    const { made } = await transact(db, async (trx) => {
      const effect = async () => {
        const states: RotaState[] = []
        for (const rota of rotas.toSorted()) states.push(await lockRota(trx, rota))
        const all: Made[] = []
        for (const state of states) {
          const one = await work(trx, state, now)
          if (one) all.push(one)
        }
        // People who joined, or have a turn now, may not be reachable.
        if (all.length > 0) await wake(trx, dueKey('readiness', 'all'), { at: now, urgency: urgencies.talk })
        return { made: all }
      }
      return key === null ? effect() : once(trx, key, now, effect)
    })
    return Promise.all(made.map(describe))
  }

  /** Commits a change of one rota. */
  async function commitOne(
    rota: string,
    key: string,
    work: (trx: Trx, before: RotaState, now: Date) => Promise<Made>,
  ): Promise<Changed> {
    const [one] = await commit([rota], key, work)
    if (!one) throw new Error('a change of one rota has one result')
    return one
  }

  async function describe(made: Made): Promise<Changed> {
    return revive(made, (await requireRota(db, made.rota)).rota)
  }

  return { commit, commitOne, describe }
}
