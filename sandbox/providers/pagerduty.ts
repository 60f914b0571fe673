/** PagerDuty's Events API v2: triggers, acknowledgements and resolutions of alerts by their key. */
import { randomUUID } from 'node:crypto'
import type { SandboxClock } from '../surface.ts'
import {
  type HttpProvider,
  type ProviderAnswer,
  ProviderRefusal,
  type ProviderRequest,
  type TakenRequest,
} from './http.ts'
import type { Fate } from './provider-faults.ts'

export interface PagerDutyAlert {
  key: string
  status: 'triggered' | 'acknowledged' | 'resolved'
  summary: string
  severity: string
  details: unknown
  links: unknown[]
  at: string
  /** Triggers that came while it was open. */
  triggers: number
}

interface Sent {
  routing_key?: unknown
  event_action?: unknown
  dedup_key?: unknown
  links?: unknown
  payload?: { summary?: unknown; source?: unknown; severity?: unknown; custom_details?: unknown }
}

const severities = ['critical', 'error', 'warning', 'info']
const known = [
  'routing_key',
  'event_action',
  'dedup_key',
  'payload',
  'client',
  'client_url',
  'links',
  'images',
]

export function makePagerDuty(parts: {
  clock: SandboxClock
  routingKey: string
  changed(): void
}): HttpProvider & { alerts: PagerDutyAlert[] } {
  const alerts: PagerDutyAlert[] = []

  function take({ method, path, body }: ProviderRequest): TakenRequest {
    if (path !== '/v2/enqueue') throw refused(404, 'There is no such page')
    if (method !== 'POST') throw refused(405, 'Only POST')
    if (Buffer.byteLength(body) > 512 * 1024) throw refused(413, 'Too long')
    const sent = read(body)
    const problems = [...problemsOf(sent)]
    if (sent.routing_key !== parts.routingKey) problems.push('routing_key is missing or wrong')
    if (problems.length > 0) throw refused(400, ...problems)
    const given = typeof sent.dedup_key === 'string' ? sent.dedup_key : ''
    return { way: 'alert', to: given, effect: (fate) => happen(sent, given, fate) }
  }

  function happen(sent: Sent, given: string, fate: Fate): ProviderAnswer {
    const key = given === '' ? randomUUID().replaceAll('-', '') : given
    if (!fate.undelivered) change(sent, key)
    parts.changed()
    return { status: 202, body: { status: 'success', message: 'Event processed', dedup_key: key } }
  }

  function change({ event_action: action, payload = {}, links }: Sent, key: string): void {
    const open = alerts.find((alert) => alert.key === key && alert.status !== 'resolved')
    if (action === 'trigger' && open) open.triggers += 1
    // Passes over a call or push that is not open, without a word.
    else if (action !== 'trigger' && open)
      open.status = action === 'acknowledge' ? 'acknowledged' : 'resolved'
    else if (action === 'trigger')
      alerts.push({
        key,
        status: 'triggered',
        summary: String(payload.summary),
        severity: String(payload.severity),
        details: payload.custom_details ?? null,
        links: Array.isArray(links) ? links : [],
        at: parts.clock.now().toISOString(),
        triggers: 1,
      })
  }

  return {
    provider: 'pagerduty',
    alerts,
    serves: ({ path }) => path.startsWith('/v2/'),
    take,
    refusal: (status, code) => refused(status, String(code)).answer,
  }
}

function read(body: string): Sent {
  try {
    const sent: unknown = JSON.parse(body)
    if (typeof sent === 'object' && sent !== null) return sent
  } catch {
    // Told below.
  }
  throw refused(400, 'The body is no JSON')
}

function* problemsOf(sent: Sent): Generator<string> {
  const { event_action: action, dedup_key: key, payload } = sent
  const strange = Object.keys(sent).find((one) => !known.includes(one))
  if (strange !== undefined) yield `${strange} is unknown`
  if (!['trigger', 'acknowledge', 'resolve'].includes(String(action))) yield 'event_action is wrong'
  if (key !== undefined && (typeof key !== 'string' || key.length > 255)) yield 'dedup_key is too long'
  if (action !== 'trigger') {
    if (typeof key !== 'string' || key === '') yield 'dedup_key is missing'
    return
  }
  const { summary, source, severity } = payload ?? {}
  if (typeof summary !== 'string' || summary === '' || summary.length > 1024)
    yield 'payload.summary is missing or too long'
  if (typeof source !== 'string' || source === '') yield 'payload.source is missing'
  if (!severities.includes(String(severity))) yield 'payload.severity is wrong'
}

function refused(status: number, ...errors: string[]): ProviderRefusal {
  const words = {
    status: status === 429 ? 'throttle exceeded' : 'invalid event',
    message: 'Event object is invalid',
    errors,
  }
  return new ProviderRefusal({ status, body: words })
}
