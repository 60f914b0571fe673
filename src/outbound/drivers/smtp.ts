/** E-mail, by any SMTP server. A repeat carries the same Message-ID, so no look is needed. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import type { Outcome } from '../attempt.ts'
import type { TellingDriver } from '../telling.ts'

export interface SmtpServer {
  /** `smtp://` or `smtps://`, with user and password where it wants them. */
  url: string
  from: string
}

/** The page's other ways wait so long at most. */
const longest = 10_000

/** `patience`: milliseconds for all that is said to the server. */
export function smtp(server: SmtpServer, patience = longest): TellingDriver {
  return {
    kind: 'email',
    async send({ to, title, text, urgent, tag }, { thing }) {
      const transport = transportTo(server)
      try {
        const sent = transport.sendMail({
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
        return await Promise.race([sent.then(() => ({ kind: 'delivered' }) as const), tooLong(patience)])
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
    const isIn = await Promise.race([transport.verify(), tooLong(longest).then(() => false)])
    if (!isIn) throw Object.assign(new Error('The mail server never came to an end'), { code: 'ETIMEDOUT' })
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
    socketTimeout: longest,
    dnsTimeout: 5_000,
  })
}

function messageId(of: string, from: string): string {
  const [, host = 'muster'] = /@([\w.-]+)/.exec(from) ?? []
  return `<${createHash('sha256').update(of).digest('hex').slice(0, 32)}@${host}>`
}

/** The end of waiting for a server that says a word now and then and never comes to an end. */
async function tooLong(patience: number): Promise<Outcome> {
  await sleep(patience, undefined, { ref: false })
  return { kind: 'unknown', code: 'time-out' }
}

/** Errors of the way to the server: nothing was taken. */
const unreached = ['ECONNECTION', 'EDNS', 'ECONNREFUSED', 'ETLS']

function refusedMail(error: unknown): Outcome {
  const { code, command, response, responseCode } = (error ?? {}) as Record<string, unknown>
  if (typeof responseCode === 'number') {
    if (responseCode < 500 || code === 'EAUTH' || command === 'CONN')
      return { kind: 'later', code: String(responseCode) }
    // A refusal of us, our sender or our words says nothing about the address: `server-550` retires nobody's.
    const isAddress = command === 'RCPT TO' && isAboutAddress(String(response))
    return { kind: 'refused', code: isAddress ? String(responseCode) : `server-${responseCode}` }
  }
  const named = typeof code === 'string' ? code : 'no-answer'
  if (named === 'EENVELOPE') return { kind: 'refused', code: named }
  // `CONN`: it did not come to a mail.
  return { kind: command === 'CONN' || unreached.includes(named) ? 'later' : 'unknown', code: named }
}

/** `5.1.x` is about an address, but for 7 and 8, which are about the sender's. Old servers give no such code. */
function isAboutAddress(reply: string): boolean {
  const [, detail] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})/.exec(reply) ?? []
  return detail === undefined || /^5\.1\.(?![78]$)/.test(detail)
}
