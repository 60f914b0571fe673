/** Confirms that messages of a topic are wanted here: a GET of the address that Amazon sent. A repeat has no second effect. */
import { meaning, thrown } from '../post.ts'
import type { Driver } from '../driver.ts'
import { snsAddress } from '../sns-address.ts'

/** `base`: as of `snsAddress`. */
export function snsSubscription(base: string | null): Driver<string> {
  return {
    kind: 'sns subscription',
    async send(address) {
      const called = snsAddress(address, base)
      if (called === null) return { kind: 'refused', code: 'not-amazon' }
      try {
        const response = await fetch(called, { signal: AbortSignal.timeout(10_000), redirect: 'error' })
        await response.body?.cancel()
        return meaning(response)
      } catch (error) {
        return thrown(error)
      }
    },
  }
}
