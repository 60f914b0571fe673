/** Slack's v0 signature of a request: https://docs.slack.dev/authentication/verifying-requests-from-slack */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Seconds by which a request's date may differ from ours, either way. */
const tolerance = 300

/** True when Slack signed exactly these bytes with one of our secrets, dated within five minutes of `now`. */
export function isSigned(
  secrets: readonly string[],
  headers: IncomingHttpHeaders,
  body: Buffer,
  now: Date,
): boolean {
  const [timestamp, claimed] = [headers['x-slack-request-timestamp'], headers['x-slack-signature']]
  if (typeof timestamp !== 'string' || typeof claimed !== 'string' || !/^\d{1,12}$/.test(timestamp))
    return false
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > tolerance) return false
  const theirs = Buffer.from(claimed)
  return secrets.some((secret) => {
    const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body)
    const ours = Buffer.from(`v0=${hmac.digest('hex')}`)
    return ours.length === theirs.length && timingSafeEqual(ours, theirs)
  })
}
