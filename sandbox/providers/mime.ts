/** Reads a mail as it was sent, strictly: what a header must not hold is a mistake. */

export interface ReadMail {
  headers: Map<string, string>
  text: string
  html: string
}

export class BadMail extends Error {}

export function readMail(raw: string): ReadMail {
  if (/(^|[^\r])\n|\r(?!\n)/.test(raw)) throw new BadMail('A line does not end in CR LF')
  if (raw.split('\r\n').some((line) => line.length > 998)) throw new BadMail('A line is too long')
  const { headers, body } = parted(raw)
  const found: ReadMail = { headers, text: '', html: '' }
  collect(headers, body, found)
  return found
}

const once = ['from', 'to', 'subject', 'message-id', 'date', 'content-type']

function parted(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n')
  const head = end < 0 ? raw : raw.slice(0, end)
  const headers = new Map<string, string>()
  for (const line of head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const [, name, value] = /^([\x21-\x39\x3b-\x7e]+):\s?(.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined) throw new BadMail('A header has no name')
    if (/[^\x20-\x7e\t]/.test(value)) throw new BadMail(`${name} holds more than ASCII`)
    const key = name.toLowerCase()
    if (headers.has(key) && once.includes(key)) throw new BadMail(`${name} twice`)
    headers.set(key, decodedWords(value))
  }
  return { headers, body: end < 0 ? '' : raw.slice(end + 4) }
}

function collect(headers: Map<string, string>, body: string, found: ReadMail): void {
  const type = headers.get('content-type') ?? 'text/plain'
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (/^multipart\//i.test(type) && boundary !== undefined) {
    for (const part of body.split(`--${boundary}`).slice(1, -1)) {
      const inner = parted(part.replace(/^\r\n/, ''))
      collect(inner.headers, inner.body, found)
    }
    return
  }
  const text = decoded(body, headers.get('content-transfer-encoding') ?? '7bit')
    .replaceAll('\r\n', '\n')
    .trim()
  if (/^text\/html/i.test(type)) found.html = text
  else if (/^text\/plain/i.test(type)) found.text = text
}

function decoded(body: string, encoding: string): string {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8')
    case 'quoted-printable':
      return Buffer.from(unquoted(body.replaceAll(/[ \t]*=\r\n/g, '')), 'latin1').toString('utf8')
    default:
      return Buffer.from(body, 'latin1').toString('utf8')
  }
}

function unquoted(text: string): string {
  return text.replaceAll(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function decodedWords(value: string): string {
  return value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : Buffer.from(unquoted(text.replaceAll('_', ' ')), 'latin1').toString('utf8'),
    )
}
