/** Decides about readers of the numbers on the port that everybody reaches. Pure. */
import { createHash, timingSafeEqual } from 'node:crypto'

export interface MetricsReader {
  authorization: string | undefined
  /** The address it asks from; null where that is not known. */
  address: string | null
  /** True when a proxy hands its request on: then the address is the proxy's. */
  forwarded: boolean
}

const loopback = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/

/** With tokens, those who show one. Without, this machine alone. */
export function mayReadMetrics(reader: MetricsReader, tokens: readonly string[]): boolean {
  if (tokens.length === 0) return !reader.forwarded && loopback.test(reader.address ?? '')
  const [, shown = ''] = /^Bearer (\S+)$/i.exec(reader.authorization ?? '') ?? []
  return tokens.some((token) => timingSafeEqual(digest(token), digest(shown)))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
