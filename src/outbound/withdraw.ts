/** Ends an attempt that is not wanted any more and still rings, or could: a call, a push that repeats itself. */
import { type Attempt, retryAt } from './attempt.ts'
import { latestAttempt, saveAttempt } from './attempt-store.ts'
import type { DeliverParts, Dispatch } from './deliver.ts'
import type { Driver } from './driver.ts'

/** Code of an attempt that is to end and could not yet. */
const stopping = 'stopping'

/** May be killed anywhere and run again. Answers when to come back; null when nothing is left to end. */
export async function withdraw<Payload>(
  { thing, payload, ...worth }: Dispatch<Payload>,
  driver: Driver<Payload>,
  { db, clock, log, underWay, stillHeld }: DeliverParts,
): Promise<Date | null> {
  const last = await latestAttempt(db, thing)
  if (last === undefined || driver.stop === undefined || isOver(last)) return null
  const now = clock.now()
  if (last.code === stopping && last.nextAt !== null && last.nextAt > now) return last.nextAt
  if (!stillHeld()) throw new Error('Another process may be working on this key')
  underWay()
  const found = last.reference === null ? await seek(payload, driver, last) : last
  if (found === null) return end(last)
  const passed = found === 'unseen' ? false : await ended(payload, driver, found)
  const again = passed ? null : retryAt(worth, now)
  if (again === null) return end(found === 'unseen' ? last : found)
  await saveAttempt(db, { ...(found === 'unseen' ? last : found), code: stopping, nextAt: again })
  return again

  async function end(attempt: Attempt): Promise<null> {
    await saveAttempt(db, { ...attempt, status: 'withdrawn', statusAt: now, nextAt: null })
    log.info({ key: thing, kind: attempt.kind, attempt: attempt.nth }, 'an attempt was withdrawn')
    return null
  }
}

function isOver({ status, nextAt }: Attempt): boolean {
  return ['withdrawn', 'answered'].includes(status) || (status === 'failed' && nextAt === null)
}

/** Finds what an attempt without an id left behind. Null: nothing rings. `unseen`: the system could not be asked. */
async function seek<Payload>(
  payload: Payload,
  { look }: Driver<Payload>,
  last: Attempt,
): Promise<Attempt | null | 'unseen'> {
  // A system that knows the request by a name of ours needs no look.
  if (look === undefined) return last
  const seen = await look.find(payload, last)
  if (seen === null || seen.kind === 'refused' || seen.kind === 'unanswered') return null
  if (seen.kind === 'later' || seen.kind === 'unknown') return 'unseen'
  return { ...last, reference: seen.reference ?? null }
}

async function ended<Payload>(payload: Payload, { stop }: Driver<Payload>, found: Attempt): Promise<boolean> {
  const outcome = await stop?.(payload, found)
  return outcome?.kind !== 'later' && outcome?.kind !== 'unknown'
}
