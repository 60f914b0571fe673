import type { IncomingMessage, ServerResponse } from 'node:http'
import { carryOut, type CheckedCall, checkCall, type Tokens } from '../api/answer.ts'
import { type Args, readRequest, str } from '../api/args.ts'
import { factsOf } from '../api/method-table.ts'
import type { SocketMode } from '../deliver/socket.ts'
import type { FaultPlan } from './faults.ts'
import type { WritableJournal } from './journal.ts'
import type { Limits } from './limits.ts'
import { Refusal } from '../workspace/refusal.ts'
import type { FaultRule } from '../surface.ts'
import type { Triggers } from '../people/triggers.ts'
import type { Workspace } from '../workspace/workspace.ts'

export interface ApiParts {
  ws: Workspace
  tokens: Tokens
  triggers: Triggers
  sockets: SocketMode
  faults: FaultPlan
  limits: Limits
  journal: WritableJournal
  /** Counts calls. */
  count: () => number
  /** Channels with a bookmark being added: Slack refuses a second meanwhile. */
  bookmarking: Set<string>
}

interface Outcome {
  status: number
  body: Record<string, unknown>
  headers: Record<string, string>
  /** The connection is cut instead of answered. */
  lost: boolean
  fault?: string
}

/** Answers one Web API request: checks, faults, limits, effect, journal. */
export async function serveApi(
  parts: ApiParts,
  request: IncomingMessage,
  response: ServerResponse,
  method: string,
  query: URLSearchParams,
): Promise<void> {
  const started = performance.now()
  const body = await readBody(request)
  const raw = {
    query,
    body,
    contentType: request.headers['content-type'] ?? '',
    authorization: request.headers.authorization ?? '',
  }
  const n = parts.count()
  let args: Args = {}
  let outcome: Outcome
  try {
    const { token, sent } = readRequest(raw, factsOf(method)?.json ?? true)
    args = sent
    const call = checkCall(parts.ws, parts.tokens, method, token, sent)
    args = call.args
    outcome = await withFaults(parts, call, n)
  } catch (error) {
    outcome = refused(error)
  }
  const { ok, ...result } = outcome.body
  parts.journal.call({
    method,
    args,
    ok: ok === true,
    ...(typeof result['error'] === 'string' ? { error: result['error'] } : {}),
    status: outcome.lost ? 0 : outcome.status,
    ...(outcome.fault ? { fault: outcome.fault } : {}),
    result,
    ms: Math.round(performance.now() - started),
  })
  if (outcome.lost) request.socket.destroy()
  else await reply(parts.ws, response, outcome)
  await parts.faults.stage({ stage: 'replied', method, args, n })
}

async function withFaults(parts: ApiParts, call: CheckedCall, n: number): Promise<Outcome> {
  const { method, args } = call
  const channel = str(args, 'channel') || str(args, 'channel_id')
  await parts.faults.stage({ stage: 'before', method, args, n })
  const release = claimBookmarks(parts, method, channel)
  try {
    const wait = parts.faults.settings().realLimits
      ? parts.limits.take(method, call.facts.tier, channel, parts.ws.clock.now())
      : 0
    if (wait > 0) return tooMany(wait, 'real limits')
    const rules = parts.faults.forCall(method, channel)
    const before = await faultsBefore(parts, call, rules)
    if (before) return before
    const outcome = effect(parts, call)
    await parts.faults.stage({ stage: 'executed', method, args, n })
    return await faultsAfter(outcome, rules)
  } finally {
    release()
  }
}

async function faultsBefore(
  parts: ApiParts,
  call: CheckedCall,
  rules: FaultRule[],
): Promise<Outcome | undefined> {
  for (const rule of rules) {
    switch (rule.kind) {
      case 'rate_limited':
        return tooMany(rule.retryAfter, rule.kind)
      case 'server_error':
        return { ...blank(rule.status), fault: rule.kind }
      case 'refused':
        return { ...blank(200), body: { ok: false, error: rule.error }, fault: rule.kind }
      case 'request_lost':
        return { ...blank(0), lost: true, fault: rule.kind }
      case 'executed_late':
        setTimeout(() => effect(parts, call), rule.ms)
        return { ...blank(0), lost: true, fault: rule.kind }
      case 'latency':
        if (rule.when === 'before') await pause(rule.ms)
        break
      case 'response_lost':
        break
      default:
        rule satisfies never
    }
  }
  return undefined
}

async function faultsAfter(outcome: Outcome, rules: FaultRule[]): Promise<Outcome> {
  for (const rule of rules) {
    if (rule.kind === 'latency' && rule.when === 'after') await pause(rule.ms)
  }
  if (rules.some((rule) => rule.kind === 'response_lost'))
    return { ...outcome, lost: true, fault: 'response_lost' }
  return outcome
}

function effect(parts: ApiParts, call: CheckedCall): Outcome {
  try {
    return { ...blank(200), body: carryOut(parts, call) }
  } catch (error) {
    return refused(error)
  }
}

function refused(error: unknown): Outcome {
  if (error instanceof Refusal)
    return { ...blank(200), body: { ok: false, error: error.code, ...error.extra } }
  const message = error instanceof Error ? error.message : String(error)
  return { ...blank(500), body: { ok: false, error: 'sandbox_mistake', message } }
}

function tooMany(retryAfter: number, fault: string): Outcome {
  const headers = { 'retry-after': String(retryAfter) }
  return { ...blank(429), body: { ok: false, error: 'ratelimited' }, headers, fault }
}

function blank(status: number): Outcome {
  return { status, body: { ok: false, error: 'internal_error' }, headers: {}, lost: false }
}

function claimBookmarks(parts: ApiParts, method: string, channel: string): () => void {
  if (method !== 'bookmarks.add') return () => undefined
  if (parts.bookmarking.has(channel)) throw new Refusal('too_many_requests')
  parts.bookmarking.add(channel)
  return () => parts.bookmarking.delete(channel)
}

async function reply(ws: Workspace, response: ServerResponse, outcome: Outcome): Promise<void> {
  // The caller may have been killed meanwhile, and then its connection stays silent.
  if (response.destroyed) return
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'x-oauth-scopes': ws.manifest.scopes.join(','),
    ...outcome.headers,
  }
  response.writeHead(outcome.status, headers)
  await new Promise<void>((resolve) => {
    response.once('close', () => resolve())
    response.end(JSON.stringify(outcome.body), () => resolve())
  })
}

export async function readBody(request: IncomingMessage): Promise<string> {
  return (await readBytes(request)).toString('utf8')
}

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
