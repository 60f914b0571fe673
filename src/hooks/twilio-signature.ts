/** Proof that a request is the telephone company's: a hash over the address it called and everything it sent. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** `url`: the public address, as the company saw it. It is not of one mind about ports, so that both forms are tried. */
export function isTwilioSigned(
  tokens: readonly string[],
  url: string,
  raw: Buffer,
  signature: string | undefined,
): boolean {
  if (signature === undefined) return false
  const given = Buffer.from(signature)
  const sent = sortedFields(raw)
  return tokens.some((token) =>
    addressesOf(url).some((address) => {
      const expected = Buffer.from(createHmac('sha1', token).update(`${address}${sent}`).digest('base64'))
      return given.length === expected.length && timingSafeEqual(given, expected)
    }),
  )
}

/** Each name with its values, sorted, without anything between; a repeated value counts once. */
function sortedFields(raw: Buffer): string {
  const fields = new URLSearchParams(raw.toString('utf8'))
  return [...new Set(fields.keys())]
    .toSorted()
    .map((name) =>
      [...new Set(fields.getAll(name))]
        .toSorted()
        .map((value) => `${name}${value}`)
        .join(''),
    )
    .join('')
}

function addressesOf(url: string): string[] {
  const { protocol, hostname, port, pathname, search } = new URL(url)
  const rest = `${pathname}${search}`
  const usual = protocol === 'https:' ? '443' : '80'
  return [
    ...new Set([url, `${protocol}//${hostname}${rest}`, `${protocol}//${hostname}:${port || usual}${rest}`]),
  ]
}
