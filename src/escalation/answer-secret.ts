/** Secrets by which a page is answered from outside: made from the page and a secret that is not in the database. Pure. */
import { createHash, createHmac } from 'node:crypto'

/** The secret in a link. */
export function linkSecret(key: string, page: string, method: string): string {
  return createHmac('sha256', key).update(`muster answer ${page} ${method}`).digest('base64url').slice(0, 32)
}

export function linkHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Four digits, which an SMS asks for: a number can be forged, and the code is only in the message. */
export function replyCode(key: string, page: string, method: string): string {
  const bytes = createHmac('sha256', key).update(`muster reply ${page} ${method}`).digest()
  return String(1_000 + (bytes.readUInt32BE(0) % 9_000))
}

/** Reads an SMS: 4 acknowledges, 5 declines. Null for anything else. */
export function readReply(text: string): { answer: 'acknowledge' | 'decline'; code: string } | null {
  const [, key, code] = /^\W{0,3}([45])\W{1,3}(\d{4})(?!\d)/.exec(text.slice(0, 60).trim()) ?? []
  if (code === undefined) return null
  return { answer: key === '4' ? 'acknowledge' : 'decline', code }
}
