import { createHmac } from 'node:crypto'
import type { Carrier, Parcel } from './delivery.ts'

/** Slack's v0 signature of a raw body, dated in real seconds. */
export function signature(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
}

/** Posts parcels to the bot's request URL, signed. */
export function httpCarrier(options: {
  url: () => string | undefined
  secret: string
  /** Milliseconds an answer is waited for; may change meanwhile. */
  patience: { readonly ms: number }
}): Carrier {
  return {
    name: 'http',
    isConnected: () => options.url() !== undefined,
    async carry(parcel, retry) {
      const url = options.url()
      if (!url) return { ok: false, reason: 'connection_failed', status: 'no request URL' }
      const { body, contentType } = encode(parcel)
      const timestamp = Math.floor(Date.now() / 1000)
      const headers: Record<string, string> = {
        'content-type': contentType,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': signature(options.secret, timestamp, body),
      }
      if (retry) {
        headers['x-slack-retry-num'] = String(retry.num)
        headers['x-slack-retry-reason'] = retry.reason
      }
      try {
        const signal = AbortSignal.timeout(options.patience.ms)
        const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
        const text = await response.text()
        const status = `HTTP ${response.status}`
        if (response.status < 200 || response.status > 299) {
          const noRetry = response.headers.get('x-slack-no-retry') === '1'
          return { ok: false, reason: 'http_error', status, noRetry }
        }
        return { ok: true, status, answer: decode(text, response.headers.get('content-type') ?? '') }
      } catch (error) {
        const timedOut = error instanceof DOMException && error.name === 'TimeoutError'
        return timedOut
          ? { ok: false, reason: 'http_timeout', status: 'timed out' }
          : { ok: false, reason: 'connection_failed', status: 'connection failed' }
      }
    },
  }
}

function encode(parcel: Parcel): { body: string; contentType: string } {
  const form = 'application/x-www-form-urlencoded'
  switch (parcel.kind) {
    case 'events_api':
      return { body: JSON.stringify(parcel.payload), contentType: 'application/json' }
    case 'slash_commands':
      return {
        body: new URLSearchParams(parcel.payload as Record<string, string>).toString(),
        contentType: form,
      }
    case 'interactive':
      return {
        body: new URLSearchParams({ payload: JSON.stringify(parcel.payload) }).toString(),
        contentType: form,
      }
  }
}

function decode(text: string, contentType: string): unknown {
  if (text.trim() === '') return undefined
  if (!contentType.includes('json')) return { text }
  try {
    return JSON.parse(text)
  } catch {
    return { text }
  }
}

/** Slack's look at the certificate, without a signature: https://docs.slack.dev/interactivity/implementing-slash-commands */
export async function checkCertificate(url: string, ackMs: number): Promise<void> {
  const { status } = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'ssl_check=1&token=unused',
    signal: AbortSignal.timeout(ackMs),
  })
  if (status !== 200) throw new Error(`${url} answered ssl_check with HTTP ${status}`)
}

/** Slack's handshake: the URL must answer the challenge. */
export async function verifyUrl(
  url: string,
  secret: string,
  patience: { readonly ms: number },
): Promise<void> {
  const challenge = crypto.randomUUID()
  const carrier = httpCarrier({ url: () => url, secret, patience })
  const payload = { token: 'unused', challenge, type: 'url_verification' }
  const carried = await carrier.carry({ kind: 'events_api', type: 'url_verification', summary: url, payload })
  const answer = carried.ok
    ? (carried.answer as { challenge?: string; text?: string } | undefined)
    : undefined
  if (answer?.challenge !== challenge && answer?.text !== challenge) {
    throw new Error(`${url} did not answer the challenge (${carried.status})`)
  }
}
