import { CommitOutcomeUnknown } from './transact.ts'

/** The meaning of a database error for the person who asked for a change; null for any other error. */
export function troubleIn(error: unknown): 'nothing recorded' | 'outcome unknown' | null {
  if (error instanceof CommitOutcomeUnknown) return 'outcome unknown'
  return isUnreachable(error) ? 'nothing recorded' : null
}

/** Connection failures, shutdowns, statements and locks that took too long. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  if (/^(08|53|57P|57014|55P03|25P0|ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EHOSTUNREACH)/.test(code)) return true
  return /connection terminated|timeout exceeded|took too long|database is closed|PGlite is closed/i.test(
    error.message,
  )
}
