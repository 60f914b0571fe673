/** Secret addresses that can be shown again, of which only a hash is kept. Pure. */
import { createHash, createHmac } from 'node:crypto'

/** The secret of an address, from a nonce in the database and a secret that is not there. */
export function secretFrom(key: string, nonce: string): string {
  return createHmac('sha256', key).update(`muster calendar ${nonce}`).digest('base64url').slice(0, 32)
}

export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
