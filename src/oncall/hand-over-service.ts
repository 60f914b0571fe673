/** Carries out a hand-over: the note people leave, "I'm on it", and standing in for a person who does not answer. */
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { once } from '#db/once.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { Refusal } from '#errors.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import type { Role, UserId } from '#incidents/incident.ts'
import { urgencies } from '#urgency.ts'
import { dutyAt } from './turns/duty.ts'
import type { HandOverNote, HandOverRecord } from './hand-over-record.ts'
import { changeHandOver, lastHandOvers, recordHandOver } from './hand-over-store.ts'
import type { Changed } from './oncall-views.ts'
import { lockRota, requireRota } from './oncall-store.ts'
import type { RotaGatekeeper } from './permission-service.ts'
import type { RotaChanges } from './rota-changes-service.ts'
import type { RotaState } from './turns/rota.ts'

export interface HandOverServiceParts {
  db: Db
  clock: Clock
  changes: RotaChanges
  incidents: Pick<IncidentService, 'act'>
  guard: RotaGatekeeper
}

const longest = 2000

export type HandOvers = ReturnType<typeof createHandOvers>

export function createHandOvers({ db, clock, changes, incidents, guard }: HandOverServiceParts) {
  async function locked<T extends object>(
    rota: string,
    key: string,
    work: (trx: Trx, state: RotaState, now: Date) => Promise<T>,
  ): Promise<T> {
    const now = clock.now()
    return transact(db, (trx) =>
      once(trx, key, now, async () => {
        const done = await work(trx, await lockRota(trx, rota), now)
        await wake(trx, dueKey('rota', rota), { at: now, urgency: urgencies.room })
        await wake(trx, dueKey('oncall', 'today'), { at: now, urgency: urgencies.talk })
        return done
      }),
    )
  }

  return {
    /**
     * Saves the note for the next person, from the person on call or the one before. Button `handover.note`, value
     * `<rota>`.
     */
    async writeNote(by: UserId, rota: string, note: HandOverNote, key: string): Promise<void> {
      await locked(rota, key, async (trx) => {
        const turn = await turnOf(trx, rota, by)
        if (!turn)
          throw new Refusal(
            'The note is for the person who is on call to write, or who has just handed over.',
          )
        const cut = (text: string) => text.trim().slice(0, longest)
        const kept = { openThings: cut(note.openThings), watch: cut(note.watch), changes: cut(note.changes) }
        await changeHandOver(trx, rota, turn.at, { note: kept })
        return {}
      })
    },

    /** The note as written so far, to fill in its form. */
    noteOf: async (by: UserId, rota: string): Promise<HandOverNote | null> =>
      (await turnOf(db, rota, by))?.note ?? null,

    /** Confirms with "I'm on it". Button `handover.take`, value `<rota> <instant of the hand-over, ISO>`. */
    async takeOver(by: UserId, rota: string, at: Date, key: string): Promise<void> {
      await locked(rota, key, async (trx, _, now) => {
        const turn = await current(trx, rota, at)
        if (turn.incoming !== by) throw new Refusal(`This turn is <@${turn.incoming}>'s.`)
        if (turn.takenAt === null) await changeHandOver(trx, rota, at, { takenAt: now })
        return {}
      })
    },

    /**
     * Puts a person who was asked in place of the one who did not answer. Button `handover.stand-in`, value as above.
     */
    async standIn(by: UserId, rota: string, at: Date, key: string): Promise<Changed> {
      await guard(by, 'own')
      const made = await locked(rota, key, async (trx, state, now) => {
        const turn = await current(trx, rota, at)
        if (turn.takenAt !== null) throw new Refusal(`Thank you! <@${turn.incoming}> is on it by now.`)
        const until = dutyAt(state, now).current?.end ?? now
        const stoodIn = await changes.standIn(trx, state, by, until, now)
        // The person who steps in has said so already.
        await recordHandOver(trx, rota, { at: now, outgoing: turn.incoming, incoming: by }, now, now)
        return stoodIn
      })
      return changes.describe(made)
    },

    /** Offers an incident's role to the person on call now. Button `handover.offer`, value `<rota> <incident>`. */
    async offerIncident(by: UserId, rota: string, incident: number, key: string): Promise<void> {
      const state = await requireRota(db, rota)
      const { current: turn } = dutyAt(state, clock.now())
      if (!turn) throw new Refusal(`Nobody is on call as ${state.rota.name} whom it could be offered to.`)
      if (turn.user === by) throw new Refusal(`You are on call as ${state.rota.name} yourself.`)
      const role = state.rota.role as Role
      await incidents.act(by, incident, { do: 'offer role', role, to: turn.user, brief: '' }, key)
    },
  }
}

/** The turn of this person, if it is the present one or the one before. */
async function turnOf(db: Db, rota: string, user: UserId): Promise<HandOverRecord | null> {
  return (await lastHandOvers(db, rota)).find((turn) => turn.incoming === user) ?? null
}

async function current(db: Db, rota: string, at: Date): Promise<HandOverRecord> {
  const [last] = await lastHandOvers(db, rota, 1)
  if (!last || +last.at !== +at) throw new Refusal('That turn is over. Thank you all the same!')
  return last
}
