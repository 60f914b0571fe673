/** Addresses that a message of SNS may name: Amazon's own, and no other. */

/**
 * The address to call for one that a message names; null for one that is not Amazon's. `base`: an origin called in place
 * of Amazon's, in tests and in networks with a gateway.
 */
export function snsAddress(named: string, base: string | null): string | null {
  const url = URL.parse(named)
  if (
    url === null ||
    url.protocol !== 'https:' ||
    url.username !== '' ||
    url.password !== '' ||
    url.port !== ''
  )
    return null
  if (!/^sns\.[a-z0-9-]{3,40}\.amazonaws\.com(\.cn)?$/.test(url.hostname)) return null
  return base === null ? url.href : `${base}${url.pathname}${url.search}`
}
