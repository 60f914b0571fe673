/** True for an address that nobody on the way can read: https, or a machine of the company's own network. */
export function isPrivateAddress(address: string): boolean {
  const url = URL.parse(address)
  if (url?.protocol !== 'http:') return true
  const { hostname } = url
  // A name without a dot is one of a container or of a local network.
  return (
    !/[.:]/.test(hostname) ||
    /^(127|10)(\.\d+){3}$|^192\.168(\.\d+){2}$|^172\.(1[6-9]|2\d|3[01])(\.\d+){2}$|^\[::1\]$/.test(
      hostname,
    ) ||
    /\.(local|internal|localhost)$/.test(hostname)
  )
}
