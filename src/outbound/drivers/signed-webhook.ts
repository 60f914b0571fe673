/** POSTs JSON that Muster signs: the policy's page hook. A repeat carries the same `id`, so no look is needed. */
import { createHmac } from 'node:crypto'
import { systemClock } from '#clock.ts'
import type { Driver } from '../driver.ts'
import { post } from '../post.ts'

export interface SignedWebhook {
  kind: string
  url: string
  /** The first is the newest; both sign while one replaces the other. */
  secrets: readonly string[]
}

const answerWithin = 5_000

/** `Payload` is the body. */
export function signedWebhook({ kind, url, secrets }: SignedWebhook): Driver<string> {
  return {
    kind,
    async send(body) {
      // Its receiver checks the signature by the real time, also where incidents live by another clock.
      const outcome = await post({
        url,
        body,
        headers: signed(body, secrets, systemClock.now()),
        answerWithin,
      })
      // A receiver being deployed answers 404 or 401 for a while. Only 410 says that it is gone.
      return outcome.kind === 'refused' && outcome.code !== '410' ? { ...outcome, kind: 'later' } : outcome
    },
  }
}

/** `X-Muster-Signature` is `v1=` and the hex HMAC-SHA256 of `v1:<timestamp>:<body>`, once for each secret, between commas. */
export function signed(body: string, secrets: readonly string[], at: Date): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signatures = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`v1:${timestamp}:${body}`).digest('hex')}`,
  )
  return {
    'content-type': 'application/json',
    'x-muster-timestamp': timestamp,
    'x-muster-signature': signatures.join(','),
  }
}
