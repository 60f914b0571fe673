/** Makes an outside system do one thing: reads the latest attempt and takes the next step. Called by the run of the thing's due key. */
import type { Logger } from 'pino'
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import type { RunContext } from '#due/runner.ts'
import { type Attempt, attemptBecomes, nextStep, type Outcome, retryAt, type Worth } from './attempt.ts'
import { latestAttempt, planAttempt, saveAttempt } from './attempt-store.ts'
import type { Driver, Look } from './driver.ts'

/** Something an outside system is to do. Pass it only while it is wanted: nothing else causes a send. */
export interface Dispatch<Payload> extends Worth {
  /** Its due key, which its attempts carry. */
  thing: string
  target: string
  payload: Payload
  /** The page it rings for. */
  page?: string
}

export type OutboundRun = Pick<RunContext, 'underWay' | 'stillHeld' | 'outside'>

export interface DeliverParts extends OutboundRun {
  db: Db
  clock: Clock
  log: Pick<Logger, 'info' | 'error'>
  /** Writes what follows from an outcome, in its transaction. */
  follow?: (trx: Trx, attempt: Attempt) => Promise<void>
}

export interface Delivered {
  /** The time to come back. */
  next: Date | null
  /** The latest attempt. */
  attempt: Attempt
}

/** May be killed anywhere and run again: the ledger has the attempt, and an unknown outcome is looked up first. */
export async function deliver<Payload>(
  wanted: Dispatch<Payload>,
  driver: Driver<Payload>,
  parts: DeliverParts,
): Promise<Delivered> {
  const last = await latestAttempt(parts.db, wanted.thing)
  if (last === undefined) return send(wanted, driver, 1, parts)
  const step = nextStep(last, driver.look !== undefined, parts.clock.now())
  switch (step.do) {
    case 'nothing':
      return { next: null, attempt: last }
    case 'wait':
      return { next: step.until, attempt: last }
    case 'look': {
      const seen = await look(wanted, driver.look as Look<Payload>, last, parts)
      return seen ?? send(wanted, driver, last.nth + 1, parts)
    }
    case 'send':
      if (last.status === 'planned') await save(unanswered(last, parts, null), parts)
      return send(wanted, driver, last.nth + 1, parts)
  }
}

async function send<Payload>(
  { thing, target, payload, page = '', ...worth }: Dispatch<Payload>,
  driver: Driver<Payload>,
  nth: number,
  parts: DeliverParts,
): Promise<Delivered> {
  requireHeld(parts)
  const wish = { thing, nth, kind: driver.kind, target, page: page || null }
  const planned = await planAttempt(parts.db, wish, parts.clock.now())
  requireHeld(parts)
  parts.underWay()
  return record(planned, await parts.outside(() => driver.send(payload, planned)), worth, parts)
}

/** Looks up the last attempt. Null when it should be sent again: it never arrived, or nobody can tell and a double is better. */
async function look<Payload>(
  { payload, since, until }: Dispatch<Payload>,
  { find, whenBlind }: Look<Payload>,
  last: Attempt,
  parts: DeliverParts,
): Promise<Delivered | null> {
  requireHeld(parts)
  parts.underWay()
  const now = parts.clock.now()
  const worth = { since, until }
  const asked = () => parts.outside(() => find(payload, last))
  const first = await asked()
  // A process that has just begun may miss an answer that was given: it asks twice before it doubles anything.
  const isBlind = first !== null && !tells(first) && last.status !== 'sent'
  const seen = isBlind ? await asked() : first
  if (seen !== null && tells(seen)) return record(last, seen, worth, parts)
  const nextAt = retryAt(worth, now)
  if (last.status === 'sent') return keep({ ...last, nextAt }, parts)
  if (seen === null && last.status === 'planned')
    await save({ ...last, status: 'failed', statusAt: now, code: 'absent', nextAt: now }, parts)
  // A request that was given up may still arrive: the next may be a double, and the ledger says so.
  else if (seen === null) await save(unanswered(last, parts, null), parts)
  else if (whenBlind === 'wait') return keep(unanswered(last, parts, nextAt), parts)
  else await save(unanswered(last, parts, null), parts)
  return null
}

/** Tells if a look found out what became of the attempt. */
function tells({ kind }: Outcome): boolean {
  return kind !== 'later' && kind !== 'unknown'
}

/** Marks the attempt's outcome as unknown, so the next attempt may be a double. */
function unanswered(last: Attempt, { clock }: DeliverParts, nextAt: Date | null): Attempt {
  const code = last.status === 'planned' ? 'interrupted' : last.code
  return { ...last, status: 'unknown', statusAt: clock.now(), code, nextAt }
}

async function record(
  attempt: Attempt,
  outcome: Outcome,
  worth: Worth,
  parts: DeliverParts,
): Promise<Delivered> {
  const { thing: key, kind, nth } = attempt
  if (outcome.kind === 'refused') {
    parts.log.error({ key, kind, attempt: nth, code: outcome.code }, 'an outside system refused for good')
  }
  return keep(attemptBecomes(attempt, outcome, worth, parts.clock.now()), parts)
}

async function keep(attempt: Attempt, parts: DeliverParts): Promise<Delivered> {
  await save(attempt, parts)
  return { next: attempt.nextAt, attempt }
}

async function save(attempt: Attempt, parts: DeliverParts): Promise<void> {
  await saveOutcome(attempt, parts)
  const { log } = parts
  const { thing: key, kind, nth, status, code, nextAt: at } = attempt
  log.info({ key, kind, attempt: nth, status, code, retryAt: at }, 'an attempt came to an end')
}

function requireHeld({ stillHeld }: DeliverParts): void {
  if (!stillHeld()) throw new Error('Another process may be working on this key')
}

/** Commits an outcome, and what follows from it. */
export async function saveOutcome(
  attempt: Attempt,
  { db, follow }: Pick<DeliverParts, 'db' | 'follow'>,
): Promise<void> {
  if (!follow) return saveAttempt(db, attempt)
  await transact(db, async (trx) => {
    await saveAttempt(trx, attempt)
    await follow(trx, attempt)
  })
}
