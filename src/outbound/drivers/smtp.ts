/** E-mail, by any SMTP server. A repeat carries the same Message-ID, so no look is needed. */
import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { Outcome } from '../attempt.ts'
import type { TellingDriver } from '../telling.ts'

export interface SmtpServer {
  /** `smtp://` or `smtps://`, with user and password where it wants them. */
  url: string
  from: string
}

export function smtp(server: SmtpServer): TellingDriver {
  return {
    kind: 'email',
    async send({ to, title, text, urgent, tag }, { thing }) {
      const transport = transportTo(server)
      try {
        await transport.sendMail({
          from: server.from,
          to,
          subject: title,
          text,
          messageId: messageId(thing, server.from),
          references: [messageId(tag, server.from)],
          headers: { 'Auto-Submitted': 'auto-generated' },
          ...(urgent && { priority: 'high' }),
          disableFileAccess: true,
          disableUrlAccess: true,
        })
        return { kind: 'delivered' }
      } catch (error) {
        return refusedMail(error)
      } finally {
        transport.close()
      }
    },
  }
}

/** Logs in and sends nothing. Throws for what is wrong. */
export async function tryServer(server: Pick<SmtpServer, 'url'>): Promise<void> {
  const transport = transportTo(server)
  try {
    await transport.verify()
  } finally {
    transport.close()
  }
}

function transportTo({ url }: Pick<SmtpServer, 'url'>) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const user = decodeURIComponent(username)
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    ...(user !== '' && { auth: { user, pass: decodeURIComponent(password) } }),
    // A password crosses no wire in the open, unless the server is this machine.
    requireTLS: !secure && user !== '' && !/^(localhost|127\.|\[::1\])/.test(hostname),
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
    dnsTimeout: 5_000,
  })
}

function messageId(of: string, from: string): string {
  const [, host = 'muster'] = /@([\w.-]+)/.exec(from) ?? []
  return `<${createHash('sha256').update(of).digest('hex').slice(0, 32)}@${host}>`
}

/** Errors of the way to the server: nothing was taken. */
const unreached = ['ECONNECTION', 'EDNS', 'ECONNREFUSED', 'ETLS']

function refusedMail(error: unknown): Outcome {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown }
  if (typeof responseCode === 'number') {
    // A login that is refused says nothing about the address.
    if (responseCode >= 500 && code !== 'EAUTH') return { kind: 'refused', code: String(responseCode) }
    return { kind: 'later', code: String(responseCode) }
  }
  const named = typeof code === 'string' ? code : 'no-answer'
  if (named === 'EENVELOPE') return { kind: 'refused', code: named }
  return { kind: unreached.includes(named) ? 'later' : 'unknown', code: named }
}
