/** A mail server that keeps what it takes in its people's inboxes. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { Later } from '../deliver/later.ts'
import type { SandboxClock } from '../surface.ts'
import type { Handsets } from './handsets.ts'
import type { ProviderLog } from './http.ts'
import { BadMail, type ReadMail, readMail } from './mime.ts'
import { type Fate, fateOf, type ProviderFault, type ProviderFaultPlan } from './provider-faults.ts'

export interface MailParts {
  clock: SandboxClock
  later: Later
  handsets: Handsets
  faults: ProviderFaultPlan
  log: ProviderLog
  user: string
  password: string
  port: number
  changed(): void
}

export interface StoredMail extends ReadMail {
  to: string
  at: string
}

export interface MailServer extends AsyncDisposable {
  port: number
  /** Everything that was taken, whether its inbox shows it or not. */
  mails: StoredMail[]
}

export async function startMail(parts: MailParts): Promise<MailServer> {
  const { clock, later, handsets, faults, log } = parts
  const mails: StoredMail[] = []
  const stage = (to: string) => ({ provider: 'smtp' as const, way: 'email' as const, to })
  /** The faults of a mail under way, by its session. */
  const disturbed = new Map<string, ProviderFault[]>()

  function written(to: string, status: number, fault: ProviderFault | undefined): void {
    const kind = fault === undefined ? {} : { fault: fault.kind }
    log.add({ ...stage(to), method: 'MAIL', path: '', status, ...kind })
  }

  const server = new SMTPServer({
    name: 'mail.velodrome.example',
    banner: 'ready',
    authMethods: ['PLAIN', 'LOGIN'],
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    size: 10_000_000,
    closeTimeout: 100,
    onAuth({ username, password }, _session, done) {
      if (username === parts.user && password === parts.password) done(null, { user: username })
      else done(refusal(535, '5.7.8 Wrong user or password'))
    },
    onRcptTo({ address }, session, done) {
      void (async () => {
        await faults.stage({ ...stage(address), stage: 'before' })
        const mine = faults.take(stage(address))
        const stops = mine.map(stopping).find((one) => one !== null)
        if (stops) {
          written(address, stops.status, mine[0])
          if (stops.status === 0) return stops.hangs ? undefined : cut(session.id)
          return done(refusal(stops.status, stops.words))
        }
        if (!handsets.reachedBy('email', address.toLowerCase())) {
          written(address, 550, undefined)
          return done(refusal(550, '5.1.1 There is no such mailbox'))
        }
        disturbed.set(session.id, mine)
        done()
      })()
    },
    onData(stream, session, done) {
      void (async () => {
        const chunks: Buffer[] = []
        for await (const chunk of stream) chunks.push(chunk as Buffer)
        const mine = disturbed.get(session.id) ?? []
        disturbed.delete(session.id)
        try {
          const mail = readMail(Buffer.concat(chunks).toString('latin1'))
          for (const { address } of session.envelope.rcptTo) {
            const to = address.toLowerCase()
            if (!(mail.headers.get('to') ?? '').toLowerCase().includes(to))
              throw new BadMail('To names somebody else')
            accept(mail, to, fateOf(mine))
            await faults.stage({ ...stage(to), stage: 'done' })
            const lost = mine.find(({ kind }) => kind === 'answer_lost' || kind === 'time_out')
            written(to, lost ? 0 : 250, mine[0])
            if (lost?.kind === 'answer_lost') cut(session.id)
            if (lost) return
            await faults.stage({ ...stage(to), stage: 'answered' })
          }
          done(null, '2.0.0 Taken')
        } catch (error) {
          if (!(error instanceof BadMail)) throw error
          written(session.envelope.rcptTo[0]?.address ?? '', 554, undefined)
          done(refusal(554, `5.6.0 ${error.message}`))
        }
      })()
    },
  })
  server.on('error', () => undefined)

  function cut(id: string): void {
    for (const connection of server.connections)
      if (connection.session.id === id) connection._socket.destroy()
  }

  function accept(mail: ReadMail, to: string, fate: Fate): void {
    mails.push({ ...mail, to, at: clock.now().toISOString() })
    if (fate.undelivered) return
    later.at(new Date(clock.now().getTime() + 1_000 + fate.lateMs), () => arrive(mail, to))
  }

  function arrive({ headers, text, html }: ReadMail, to: string): void {
    const handset = handsets.reachedBy('email', to)
    const id = headers.get('message-id') ?? ''
    const double = handset?.mails.find((one) => one.id === id && id !== '')
    if (double) double.copies += 1
    else
      handset?.mails.push({
        id,
        at: clock.now().toISOString(),
        from: headers.get('from') ?? '',
        subject: headers.get('subject') ?? '',
        text: text === '' ? html.replaceAll(/<[^>]*>/g, ' ') : text,
        links: [...new Set(`${text} ${html}`.match(/https?:\/\/[^\s"'<>)]+/g) ?? [])],
        copies: 1,
      })
    parts.changed()
  }

  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  const listening = server.listen(parts.port, '127.0.0.1', resolve)
  await promise
  return {
    port: (listening.address() as AddressInfo).port,
    mails,
    [Symbol.asyncDispose]: () => new Promise((done) => server.close(() => done())),
  }
}

function stopping(fault: ProviderFault): { status: number; words: string; hangs: boolean } | null {
  switch (fault.kind) {
    case 'refused':
      return { status: fault.status, words: `${fault.code} Refused`, hangs: false }
    case 'rate_limited':
      return { status: 451, words: '4.7.1 Too many mails, come again later', hangs: false }
    case 'server_error':
      return { status: 421, words: '4.3.0 Not at the moment', hangs: false }
    case 'request_lost':
      return { status: 0, words: '', hangs: false }
    case 'time_out':
      return fault.done ? null : { status: 0, words: '', hangs: true }
    case 'answer_lost':
    case 'undelivered':
    case 'late':
      return null
  }
}

function refusal(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode })
}
