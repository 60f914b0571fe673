/** One try to make an outside system do something, and the step after it. Pure. */

/** `withdrawn`: ended or taken back by us, since nobody needed it any more. */
export type AttemptStatus = 'planned' | 'sent' | 'delivered' | 'answered' | 'failed' | 'unknown' | 'withdrawn'

export interface Attempt {
  /** The due key whose run makes it; for one way of several, its name behind a space. */
  thing: string
  /** 1, 2, … within its thing. */
  nth: number
  /** The driver's kind: `page hook`. */
  kind: string
  /** The person or system it is to reach, by an id of ours: an address has no place here. */
  target: string
  status: AttemptStatus
  plannedAt: Date
  /** The time it came to this status. */
  statusAt: Date
  /** The system's code for the outcome, or ours when it gave none. */
  code: string | null
  /** The system's id for it, for asking about the outcome. */
  reference: string | null
  /** The time to try again, or to ask again how it went; null when there is nothing more to do. */
  nextAt: Date | null
  /** The page it rings for. */
  page: string | null
}

export type Outcome =
  /** The system has taken it. `askAfter`: milliseconds until it can be asked for the outcome. */
  | { kind: 'sent'; code?: string; reference?: string; askAfter?: number }
  | { kind: 'delivered' | 'answered'; code?: string; reference?: string }
  /** Not done, but may be tried again; `after`: milliseconds, if the system says. */
  | { kind: 'later'; code: string; after?: number }
  /** Not done, and not to be tried again. */
  | { kind: 'refused'; code: string }
  /** Done, and nobody was reached: no answer, busy, a machine. */
  | { kind: 'unanswered'; code: string; reference?: string }
  /** Nobody knows whether it was done; `after`: milliseconds until a look. */
  | { kind: 'unknown'; code: string; after?: number }

/** The code of a call that a machine took: nobody was reached, and it goes on talking until it is ended. */
export const [machine, machineEnded] = ['machine', 'machine-ended']

/** Tells if an attempt may still ring, or may ring again. `lasts`: what its system delivered goes on there. */
export function mayRing({ status, nextAt, code }: Attempt, lasts: boolean): boolean {
  switch (status) {
    case 'planned':
    case 'sent':
    case 'unknown':
      return true
    case 'failed':
      return nextAt !== null || code === machine
    case 'delivered':
      return lasts
    case 'answered':
    case 'withdrawn':
      return false
  }
}

export type NextStep = { do: 'send' | 'look' | 'nothing' } | { do: 'wait'; until: Date }

/** The step after the latest attempt. `looks`: its system can be asked whether it did something. */
export function nextStep(last: Attempt, looks: boolean, now: Date): NextStep {
  if (last.nextAt !== null && last.nextAt > now) return { do: 'wait', until: last.nextAt }
  switch (last.status) {
    case 'planned':
      return { do: looks ? 'look' : 'send' }
    case 'unknown':
      return { do: last.nextAt === null ? 'nothing' : looks ? 'look' : 'send' }
    case 'failed':
      return { do: last.nextAt === null ? 'nothing' : 'send' }
    case 'sent':
      return { do: looks && last.nextAt !== null ? 'look' : 'nothing' }
    case 'delivered':
    case 'answered':
    case 'withdrawn':
      return { do: 'nothing' }
  }
}

/** The time since which something is wanted, and the end of the time for tries. */
export interface Worth {
  since: Date
  until: Date
}

type Became = Pick<Attempt, 'status' | 'statusAt' | 'code' | 'reference' | 'nextAt'>

/** The attempt after an outcome, whether the call or a later look told it. */
export function attemptBecomes(before: Attempt, outcome: Outcome, worth: Worth, now: Date): Attempt {
  return { ...before, ...changed(before, outcome, worth, now) }
}

function changed(before: Attempt, outcome: Outcome, worth: Worth, now: Date): Became {
  const common = { statusAt: now, code: usable(outcome.code), reference: before.reference }
  switch (outcome.kind) {
    case 'sent':
    case 'delivered':
    case 'answered': {
      const wait = outcome.kind === 'sent' ? outcome.askAfter : undefined
      return {
        ...common,
        status: outcome.kind,
        reference: idIn(outcome.reference) ?? before.reference,
        nextAt: wait === undefined ? null : plus(now, wait),
      }
    }
    case 'later':
      return { ...common, status: 'failed', nextAt: retryAt(worth, now, outcome.after) }
    case 'refused':
      return { ...common, status: 'failed', nextAt: null }
    case 'unanswered':
      return {
        ...common,
        status: 'failed',
        reference: idIn(outcome.reference) ?? before.reference,
        nextAt: null,
      }
    case 'unknown':
      return { ...common, status: 'unknown', nextAt: retryAt(worth, now, outcome.after) }
  }
}

const shortest = 5_000
const longest = 60_000
/** Longest wait that we accept from a system. */
const patience = 3_600_000

/** Waits as long as it has been wanted already, but 5 s to a minute, or `after`; null after `until`. */
export function retryAt({ since, until }: Worth, now: Date, after?: number): Date | null {
  if (now > until) return null
  const age = now.getTime() - since.getTime()
  return plus(now, Math.min(patience, after ?? Math.min(longest, Math.max(shortest, age))))
}

/** An id longer than any is left out: a look finds what it was. */
function idIn(reference: string | undefined): string | null {
  return reference !== undefined && reference.length <= 200 ? reference : null
}

/** Codes reach the log, so a text that a system put in place of a code must not. */
function usable(code: string | undefined): string | null {
  if (code === undefined) return null
  return /^[\w.-]{1,40}$/.test(code) ? code : 'other'
}

function plus(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms)
}
