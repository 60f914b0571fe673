/** Ends "Are you there?" as soon as the person does something: the rotas that wait for a word of theirs are looked at again. */
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { wakeAll } from '#due/due-store.ts'
import type { Reactor } from '#incidents/incident-service.ts'
import type { UserId } from '#incidents/incident.ts'
import { urgencies } from '#urgency.ts'

/** Wakes the rotas in which one of these people is on call and has not been heard of. */
export async function heardOf(trx: Db, users: readonly UserId[], now: Date): Promise<void> {
  if (users.length === 0) return
  const waiting = await trx
    .selectFrom('hand_over as last')
    .select('last.rota')
    .where('last.incoming', 'in', users)
    .where('last.taken_at', 'is', null)
    .where((e) =>
      e(
        'last.at',
        '=',
        e
          .selectFrom('hand_over')
          .select((latest) => latest.fn.max('hand_over.at').as('at'))
          .whereRef('hand_over.rota', '=', 'last.rota'),
      ),
    )
    .execute()
  await wakeAll(
    trx,
    waiting.map(({ rota }) => [dueKey('rota', rota), { at: now, urgency: urgencies.room }]),
  )
}

/** An answer to a page is an act, by whatever way it comes. */
export const hearAnswers: Reactor = async (trx, { events, now }) => {
  const answered = events.flatMap((event) =>
    event.type === 'page answered' && (event.answer === 'acknowledged' || event.answer === 'declined')
      ? [event.user]
      : [],
  )
  await heardOf(trx, answered, now)
}
