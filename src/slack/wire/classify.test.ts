import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import { expect, test } from 'vitest'
import { classify } from './classify.ts'

const platform = (error: string) => new WebAPIPlatformError({ ok: false, error })
const request = (code: string) =>
  new WebAPIRequestError(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) }))

test.each([
  ['429', new WebAPIRateLimitedError(7), { kind: 'rate limited', seconds: 7 }],
  [
    'a refusal',
    platform('name_taken'),
    { kind: 'refused', error: 'name_taken', body: { ok: false, error: 'name_taken' } },
  ],
  ['an outage', platform('service_unavailable'), { kind: 'busy' }],
  ['bookmarks added at once', platform('too_many_requests'), { kind: 'busy' }],
  ['broken off', platform('fatal_error'), { kind: 'unknown', why: 'fatal_error' }],
  ['a revoked token', platform('token_revoked'), { kind: 'token refused', error: 'token_revoked' }],
  ['a page of HTML', platform('<html>Bad gateway</html>'), { kind: 'unknown', why: 'no answer of the API' }],
  ['5xx', new WebAPIHTTPError(503, 'x', {}), { kind: 'unknown', why: 'HTTP 503' }],
  ['nobody listening', request('ECONNREFUSED'), { kind: 'not sent' }],
  ['no such host', request('ENOTFOUND'), { kind: 'not sent' }],
  ['a lost connection', request('ECONNRESET'), { kind: 'unknown', why: 'ECONNRESET' }],
  [
    'a time-out',
    new WebAPIRequestError(new DOMException('timed out', 'TimeoutError')),
    { kind: 'unknown', why: 'TimeoutError' },
  ],
  ['anything else', 'odd', { kind: 'unknown', why: 'unknown' }],
])('%s', (_name, error, failure) => {
  expect(classify(error)).toEqual(failure)
})
