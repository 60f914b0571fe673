/** A request of a monitoring, before anything is believed of it. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export interface Incoming {
  /** The body, as it came: signatures are over these bytes. */
  raw: Buffer
  header: (name: string) => string | undefined
  /** The last part of `/hooks/<source>/<secret>`. */
  pathSecret: string | undefined
  now: Date
}

/** Comparing takes as long whatever the words are. */
export function isOneOf(said: string | undefined, secrets: readonly string[]): boolean {
  if (said === undefined || said === '') return false
  const hash = (text: string) => createHash('sha256').update(text).digest()
  const given = hash(said)
  return secrets.map((secret) => timingSafeEqual(hash(secret), given)).includes(true)
}

/** The secret in the address, as a bearer's token, as a password, or in a header of its own. */
export function bearsSecret({ header, pathSecret }: Incoming, secrets: readonly string[]): boolean {
  const [, scheme = '', credentials = ''] = /^(\S+) +(\S+)$/.exec(header('authorization') ?? '') ?? []
  const password = /^basic$/i.test(scheme)
    ? Buffer.from(credentials, 'base64')
        .toString('utf8')
        .replace(/^[^:]*:/, '')
    : credentials
  return [pathSecret, password, header('x-muster-secret')].some((said) => isOneOf(said, secrets))
}

/** `text` signed with one of the secrets, as hexadecimal digits. */
export function isSignedBody(
  signature: string | undefined,
  text: Buffer,
  secrets: readonly string[],
): boolean {
  const said = signature?.replace(/^sha256=/i, '').toLowerCase()
  const signed = secrets.map((secret) => createHmac('sha256', secret).update(text).digest('hex'))
  return isOneOf(said, signed)
}

/** Stands for these bytes: the same when they come again. */
export function bytesKey(raw: Uint8Array): string {
  return createHash('sha256').update(raw).digest('hex').slice(0, 32)
}
