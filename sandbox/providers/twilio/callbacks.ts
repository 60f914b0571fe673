/** Twilio's requests to us: signed, on the sandbox's clock, and disturbed on demand. */
import { createHmac, randomUUID } from 'node:crypto'
import type { InFlight } from '../../deliver/in-flight.ts'
import type { Later } from '../../deliver/later.ts'
import type { SandboxClock } from '../../surface.ts'
import type { CallbackFaults } from '../provider-faults.ts'

export interface CallbackLogEntry {
  at: string
  url: string
  params: Record<string, string>
  /** 0 when there was no answer. */
  status: number
}

export interface Callbacks {
  /** Posts at once and reads the answer: the document that tells what to do next. Null when there is none. */
  ask(signer: Signer, url: string, params: Record<string, string>): Promise<AskedDocument | null>
  /** Posts news, which may come late, twice or never. */
  tell(signer: Signer, url: string, params: Record<string, string>): void
  log(): readonly CallbackLogEntry[]
}

export interface Signer {
  token: string
}

export interface AskedDocument {
  status: number
  contentType: string
  text: string
}

/** Twilio gives a page 15 seconds. */
const patienceMs = 15_000

export function makeCallbacks(parts: {
  clock: SandboxClock
  later: Later
  inFlight: InFlight
  faults: CallbackFaults
  /** Finds an address: a public one is on this machine in the sandbox. */
  reach: (url: string) => string
}): Callbacks {
  const { clock, later, inFlight, faults, reach } = parts
  const log: CallbackLogEntry[] = []

  async function post(
    { token }: Signer,
    url: string,
    params: Record<string, string>,
    repeat: string,
  ): Promise<AskedDocument | null> {
    const body = new URLSearchParams(params)
    const signature = twilioSignature(faults.forged ? `${token}!` : token, url, body)
    const entry: CallbackLogEntry = { at: clock.now().toISOString(), url, params, status: 0 }
    log.push(entry)
    try {
      const response = await fetch(reach(url), {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
          'user-agent': 'TwilioProxy/1.1',
          'x-twilio-signature': signature,
          'i-twilio-idempotency-token': repeat,
        },
        body: body.toString(),
        signal: AbortSignal.timeout(patienceMs),
        redirect: 'manual',
      })
      const text = await response.text()
      entry.status = response.status
      return { status: response.status, contentType: response.headers.get('content-type') ?? '', text }
    } catch {
      return null
    }
  }

  return {
    log: () => log,
    ask: (signer, url, params) => inFlight.track(post(signer, url, params, randomUUID())),
    tell(signer, url, params) {
      const repeat = randomUUID()
      function send(): void {
        for (let copy = 0; copy < faults.copies; copy++)
          void inFlight.track(post(signer, url, params, repeat))
      }
      if (faults.delayMs === 0) send()
      else later.at(new Date(clock.now().getTime() + faults.delayMs), send)
    },
  }
}

/** The signature of a form: the URL, then each name with its values, sorted, without anything between. */
export function twilioSignature(token: string, url: string, params: URLSearchParams): string {
  const names = [...new Set(params.keys())].sort()
  const written = names.flatMap((name) =>
    [...new Set(params.getAll(name))].sort().map((value) => `${name}${value}`),
  )
  return createHmac('sha1', token)
    .update(`${url}${written.join('')}`, 'utf8')
    .digest('base64')
}
