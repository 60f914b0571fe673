/** Counts the commits of this process on either engine, and ends it in the middle of one. */
import { PGlite } from '@electric-sql/pglite'
import { Client } from 'pg'

/** Dying before the database hears of it, before its answer comes back, or right after that. */
export const commitMoments = ['not sent', 'not answered', 'answered'] as const
export type CommitMoment = (typeof commitMoments)[number]

let count = 0
let fatal: { nth: number; moment: CommitMoment } | null = null

export function commitsSoFar(): number {
  return count
}

/** The `nth` commit from now is the last. */
export function dieAtCommit(nth: number, moment: CommitMoment): void {
  fatal = { nth: count + nth, moment }
}

/** Called once, before a database is opened. */
export function watchCommits(): void {
  const inside = new WeakSet<Client>()
  const { query } = Client.prototype
  Client.prototype.query = function watched(this: Client, ...args: unknown[]): unknown {
    const [first] = args
    const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '')
    const wasInside = inside.has(this)
    if (/^(begin|start transaction)\b/i.test(text)) inside.add(this)
    if (/^(commit|rollback)\b/i.test(text)) inside.delete(this)
    const send = () => Reflect.apply(query, this, args) as unknown
    return isCommit(text, wasInside) ? around(send) : send()
  } as typeof query

  const { transaction, query: single } = PGlite.prototype
  PGlite.prototype.transaction = function watched(this: PGlite, work) {
    let end: () => void = () => {}
    const whole = transaction.call(this, async (trx) => {
      const result: unknown = await work(trx)
      end = begin()
      return result
    })
    return whole.then((result) => {
      end()
      return result
    })
  } as typeof transaction
  PGlite.prototype.query = function watched(this: PGlite, ...args: Parameters<typeof single>) {
    const send = () => Reflect.apply(single, this, args) as unknown
    return isCommit(args[0], false) ? around(send) : send()
  } as typeof single
}

function isCommit(text: string, isInside: boolean): boolean {
  return /^commit\b/i.test(text) || (!isInside && /^(insert|update|delete|with)\b/i.test(text))
}

function around(send: () => unknown): unknown {
  const end = begin()
  const answer = send()
  if (isFatal('not answered')) die()
  return answer instanceof Promise ? answer.finally(end) : answer
}

/** Call it before a commit, and call the function it returns after the commit. */
function begin(): () => void {
  count += 1
  const own = count
  if (isFatal('not sent')) die()
  return () => {
    if (fatal?.nth === own && fatal.moment === 'answered') die()
  }
}

function isFatal(moment: CommitMoment): boolean {
  return fatal?.nth === count && fatal.moment === moment
}

function die(): void {
  process.kill(process.pid, 'SIGKILL')
}
