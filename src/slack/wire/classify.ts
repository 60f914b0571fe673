/** Sorts failed calls by what they mean. Pure. */
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'

export type Failure =
  | { kind: 'rate limited'; seconds: number }
  /** Slack did not carry it out; it is worth asking again in a moment. */
  | { kind: 'busy'; why: string }
  /** The call never left us. */
  | { kind: 'not sent'; why: string }
  | { kind: 'token refused'; error: string }
  | { kind: 'refused'; error: string; body: Record<string, unknown> }
  | { kind: 'unknown'; why: string }

/** Says that a page for browsers came: of a proxy, a sign-in, a network's own, or of another server altogether. */
export const notSlack = 'not Slack: a page of HTML'

const busy = new Set([
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'ratelimited',
  'rate_limited',
  'too_many_requests',
  'message_limit_exceeded',
  'accesslimited',
])
/** Slack broke off, possibly after the effect. */
const brokenOff = new Set(['internal_error', 'fatal_error'])
/** Errors that a new token cures; the call is then still to be made. */
const aboutTheToken = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
])
/** System codes which mean that no connection was made. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'])

export function classify(error: unknown): Failure {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'rate limited', seconds: error.retryAfter }
  if (error instanceof WebAPIPlatformError) return ofPlatform(error.data)
  if (error instanceof WebAPIHTTPError) return { kind: 'unknown', why: statusOf(error) }
  if (error instanceof WebAPIRequestError) {
    const code = codeOf(error.original)
    return neverLeft.has(code) ? { kind: 'not sent', why: code } : { kind: 'unknown', why: code }
  }
  return { kind: 'unknown', why: codeOf(error) }
}

function ofPlatform(data: unknown): Failure {
  const body = typeof data === 'object' && data !== null ? { ...data } : {}
  const error = 'error' in body ? body.error : undefined
  // An answer that is no JSON stands in `error` as a whole.
  if (typeof error !== 'string' || !/^[a-z0-9_]{1,100}$/.test(error))
    return { kind: 'unknown', why: isPage(error) ? notSlack : 'no answer of the API' }
  if (busy.has(error)) return { kind: 'busy', why: error }
  if (brokenOff.has(error)) return { kind: 'unknown', why: error }
  if (aboutTheToken.has(error)) return { kind: 'token refused', error }
  return { kind: 'refused', error, body }
}

function statusOf({ statusCode, body }: WebAPIHTTPError): string {
  return isPage(body) ? `HTTP ${statusCode}, ${notSlack}` : `HTTP ${statusCode}`
}

function isPage(body: unknown): boolean {
  return typeof body === 'string' && body.trimStart().startsWith('<')
}

/** The innermost system code, such as `ECONNRESET`; `fetch` wraps it as the cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause instanceof Error ? codeOf(error.cause) : error.name
}
