/** A request to a provider, and the way it is answered: checked, disturbed, carried out, written down. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SandboxClock } from '../surface.ts'
import {
  fateOf,
  type Fate,
  type Provider,
  type ProviderFault,
  type ProviderFaultPlan,
  type Way,
} from './provider-faults.ts'

export interface ProviderRequest {
  method: string
  path: string
  query: URLSearchParams
  contentType: string
  authorization: string
  body: string
}

export interface ProviderAnswer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

/** A request that the provider takes: nothing has been done yet. */
export interface TakenRequest {
  way: Way
  to: string
  account?: string
  effect(fate: Fate): ProviderAnswer
}

/** A no in the provider's own shape. */
export class ProviderRefusal extends Error {
  readonly answer: ProviderAnswer

  constructor(answer: ProviderAnswer) {
    super(`HTTP ${answer.status}`)
    this.answer = answer
  }
}

export interface HttpProvider {
  provider: Provider
  /** Tells if the path is one of its own. */
  serves(request: ProviderRequest): boolean
  /** Throws a `ProviderRefusal` for what it would not take. */
  take(request: ProviderRequest): TakenRequest
  /** Its shape of a refusal that a fault asks for. */
  refusal(status: number, code: number | string): ProviderAnswer
}

export interface ProviderLogEntry {
  n: number
  /** The sandbox clock. */
  at: string
  /** The real clock, in milliseconds. */
  realMs: number
  provider: Provider
  method: string
  path: string
  way: Way | null
  to: string
  /** 0 when the connection was cut or left without an answer. */
  status: number
  /** The provider's code of a refusal. */
  code?: number | string
  fault?: ProviderFault['kind']
}

export interface ProviderLog {
  entries(): ProviderLogEntry[]
  add(entry: Omit<ProviderLogEntry, 'n' | 'at' | 'realMs'> & { realMs?: number }): void
}

export function makeProviderLog(clock: SandboxClock): ProviderLog {
  const entries: ProviderLogEntry[] = []
  return {
    entries: () => entries,
    add: (entry) =>
      void entries.push({
        realMs: Date.now(),
        ...entry,
        n: (entries.at(-1)?.n ?? 0) + 1,
        at: clock.now().toISOString(),
      }),
  }
}

/** Answers one request. */
export async function serveProvider(
  { provider, faults, log }: { provider: HttpProvider; faults: ProviderFaultPlan; log: ProviderLog },
  asked: ProviderRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const realMs = Date.now()
  const { method, path } = asked
  const { provider: name } = provider
  const entry = { provider: name, method, path, realMs }
  let taken: TakenRequest
  try {
    taken = provider.take(asked)
  } catch (error) {
    if (!(error instanceof ProviderRefusal)) throw error
    log.add({ ...entry, way: null, to: '', ...told(error.answer) })
    return reply(response, error.answer)
  }
  const { way, to, account } = taken
  const stage = { provider: name, way, to }
  await faults.stage({ ...stage, stage: 'before' })
  const mine = faults.take({ ...stage, account })
  const before = mine.find((fault) => stopsBefore(fault))
  if (before) {
    const answer = answerOf(provider, before)
    log.add({ ...entry, way, to, fault: before.kind, ...(answer ? told(answer) : { status: 0 }) })
    if (answer) reply(response, answer)
    else if (before.kind === 'request_lost') request.socket.destroy()
    return
  }
  const answer = outcome(() => taken.effect(fateOf(mine)))
  await faults.stage({ ...stage, stage: 'done' })
  const after = mine.find((fault) => fault.kind === 'answer_lost' || fault.kind === 'time_out')
  const fault = mine[0] ? { fault: mine[0].kind } : {}
  log.add({ ...entry, way, to, ...fault, ...(after ? { status: 0 } : told(answer)) })
  if (after?.kind === 'answer_lost') request.socket.destroy()
  if (!after) reply(response, answer)
  await faults.stage({ ...stage, stage: 'answered' })
}

function outcome(effect: () => ProviderAnswer): ProviderAnswer {
  try {
    return effect()
  } catch (error) {
    if (error instanceof ProviderRefusal) return error.answer
    throw error
  }
}

function stopsBefore(fault: ProviderFault): boolean {
  switch (fault.kind) {
    case 'refused':
    case 'rate_limited':
    case 'server_error':
    case 'request_lost':
      return true
    case 'time_out':
      return !fault.done
    case 'answer_lost':
    case 'undelivered':
    case 'late':
      return false
  }
}

function answerOf(provider: HttpProvider, fault: ProviderFault): ProviderAnswer | null {
  switch (fault.kind) {
    case 'refused':
      return provider.refusal(fault.status, fault.code)
    case 'rate_limited': {
      const { body } = provider.refusal(429, tooMany[provider.provider])
      return { status: 429, body, headers: { 'retry-after': String(fault.retryAfter) } }
    }
    case 'server_error':
      return { status: fault.status, body: {} }
    case 'request_lost':
    case 'time_out':
    case 'answer_lost':
    case 'undelivered':
    case 'late':
      return null
  }
}

const tooMany: Record<Provider, number | string> = {
  twilio: 20429,
  ntfy: 42901,
  pushover: 'rate limited',
  pagerduty: 'throttle exceeded',
  model: 'rate_limit_exceeded',
  smtp: '4.7.1',
}

function told({ status, body }: ProviderAnswer): { status: number; code?: number | string } {
  const code = (body as { code?: unknown } | null)?.code
  return typeof code === 'number' || typeof code === 'string' ? { status, code } : { status }
}

function reply(response: ServerResponse, { status, body, headers }: ProviderAnswer): void {
  if (response.destroyed) return
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(body === null ? '' : JSON.stringify(body))
}
