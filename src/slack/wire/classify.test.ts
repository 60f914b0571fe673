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
  ['an outage', platform('service_unavailable'), { kind: 'busy', why: 'service_unavailable' }],
  ['bookmarks added at once', platform('too_many_requests'), { kind: 'busy', why: 'too_many_requests' }],
  ['broken off', platform('fatal_error'), { kind: 'unknown', why: 'fatal_error' }],
  ['a revoked token', platform('token_revoked'), { kind: 'token refused', error: 'token_revoked' }],
  [
    'a page of HTML',
    platform('\n<html>Sign in</html>'),
    { kind: 'unknown', why: 'not Slack: a page of HTML' },
  ],
  ['other text', platform('bad gateway'), { kind: 'unknown', why: 'no answer of the API' }],
  [
    'a page with a status',
    new WebAPIHTTPError(502, 'x', {}, '<!doctype html><p>Bad gateway'),
    { kind: 'unknown', why: 'HTTP 502, not Slack: a page of HTML' },
  ],
  ['5xx', new WebAPIHTTPError(503, 'x', {}), { kind: 'unknown', why: 'HTTP 503' }],
  ['nobody listening', request('ECONNREFUSED'), { kind: 'not sent', why: 'ECONNREFUSED' }],
  ['no such host', request('ENOTFOUND'), { kind: 'not sent', why: 'ENOTFOUND' }],
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
