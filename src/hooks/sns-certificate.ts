/** Certificates that Amazon signs messages of SNS with, each fetched once a day. */
import type { Clock } from '#clock.ts'
import { textAt } from '#outbound/ask-system.ts'
import { snsAddress } from '#outbound/sns-address.ts'

/** The most addresses remembered, and milliseconds until one is fetched again. */
const [most, lives] = [20, 86_400_000]

/**
 * `base`: as of `snsAddress`. Where an address is not Amazon's there is no certificate, and the result is empty. Throws when
 * it cannot be fetched now.
 */
export function createSnsCertificates({ clock, base }: { clock: Clock; base: string | null }) {
  const known = new Map<string, { pem: Promise<string>; at: number }>()

  return async function certificate(url: string): Promise<string> {
    const called = snsAddress(url, base)
    if (called === null || !new URL(url).pathname.endsWith('.pem')) return ''
    const now = +clock.now()
    const found = known.get(url)
    if (found !== undefined && now - found.at < lives) return found.pem
    const oldest = known.keys().next().value
    if (known.size >= most && oldest !== undefined) known.delete(oldest)
    const pem = textAt(called)
    known.set(url, { pem, at: now })
    // Asked for again by the next message.
    pem.catch(() => known.delete(url))
    return pem
  }
}
