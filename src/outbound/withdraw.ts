/** Ends an attempt that is not wanted any more and still rings, or could: a call, a push that repeats itself. */
import { type Attempt, machine, machineEnded, mayRing, retryAt } from './attempt.ts'
import { latestAttempt } from './attempt-store.ts'
import { type DeliverParts, type Dispatch, saveOutcome } from './deliver.ts'
import type { Driver } from './driver.ts'

/** Code of an attempt that is to end and could not yet. */
const stopping = 'stopping'

/** May be killed anywhere and run again. Answers when to come back; null when nothing is left to end. */
export async function withdraw<Payload>(
  { thing, payload, ...worth }: Dispatch<Payload>,
  driver: Driver<Payload>,
  parts: DeliverParts,
): Promise<Date | null> {
  const { clock, log, outside } = parts
  const last = await latestAttempt(parts.db, thing)
  if (last === undefined || driver.stop === undefined || !mayRing(last, driver.lasts === true)) return null
  const now = clock.now()
  if (last.code === stopping && last.nextAt !== null && last.nextAt > now) return last.nextAt
  if (!parts.stillHeld()) throw new Error('Another process may be working on this key')
  parts.underWay()
  const isKnown = last.reference !== null || driver.endsByName === true
  const found = isKnown ? last : await outside(() => seek(payload, driver, last))
  if (found === null) return end(last)
  const passed = found === 'unseen' ? false : await outside(() => ended(payload, driver, found))
  const again = passed ? null : retryAt(worth, now)
  if (again === null) return end(found === 'unseen' ? last : found)
  await saveOutcome({ ...(found === 'unseen' ? last : found), code: stopping, nextAt: again }, parts)
  return again

  async function end(attempt: Attempt): Promise<null> {
    const isMachine = attempt.status === 'failed' && attempt.nextAt === null
    const ended = isMachine ? { code: machineEnded } : { status: 'withdrawn' as const, statusAt: now }
    await saveOutcome({ ...attempt, ...ended, nextAt: null }, parts)
    log.info({ key: thing, kind: attempt.kind, attempt: attempt.nth }, 'an attempt was withdrawn')
    return null
  }
}

/** Finds what an attempt without an id left behind. Null: nothing rings. `unseen`: the system could not be asked. */
async function seek<Payload>(
  payload: Payload,
  { look }: Driver<Payload>,
  last: Attempt,
): Promise<Attempt | null | 'unseen'> {
  if (look === undefined) return null
  const seen = await look.find(payload, last)
  if (seen === null || seen.kind === 'refused') return null
  if (seen.kind === 'unanswered' && seen.code !== machine) return null
  if (seen.kind === 'later' || seen.kind === 'unknown') return 'unseen'
  return { ...last, reference: seen.reference ?? null }
}

async function ended<Payload>(payload: Payload, { stop }: Driver<Payload>, found: Attempt): Promise<boolean> {
  const outcome = await stop?.(payload, found)
  return outcome?.kind !== 'later' && outcome?.kind !== 'unknown'
}
