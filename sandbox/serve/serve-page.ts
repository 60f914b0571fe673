import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readBody } from './serve-api.ts'
import type { ProviderFaults } from '../providers/provider-faults.ts'
import { changeProviderFaults, type ProviderFaultChange, providerRules } from './serve-provider-faults.ts'
import { manners, type Manner, type Monitors, sources } from '../monitors/monitors.ts'
import type { SentLetter } from '../monitors/courier.ts'
import type { MonitorKind, Trouble } from '../monitors/monitor.ts'
import type { Act, Faults, Journal, NewFault, Surface } from '../surface.ts'

const PAGE = fileURLToPath(new URL('../page/', import.meta.url))
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
}
const PING_EVERY_MS = 50
const lettersShown = 12
const beatMs = 300_000

export interface PageParts {
  surface: Surface
  faults: Faults
  providerFaults: ProviderFaults | undefined
  journal: Journal
  now: () => Date
  advance: (to: Date) => Promise<void>
  timeZone: () => string
  /** The first thing to try, until somebody has typed a command on the page. */
  hint: string | undefined
  monitors?: Monitors | undefined
}

export type FaultChange = {
  add?: NewFault
  remove?: string
  clear?: boolean
  set?: Parameters<Faults['set']>[0]
  disconnect?: Parameters<Faults['disconnect']>[0]
}

/** Answers what the page asks: itself, the screen, acts, faults, the journal and the clock. */
export async function servePage(
  parts: PageParts,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const asked = `${request.method === 'POST' ? 'POST' : 'GET'} ${url.pathname}`
  try {
    switch (asked) {
      case 'GET /sandbox/screen':
        return json(response, screen(parts, url.searchParams))
      case 'GET /sandbox/people':
        return json(response, parts.surface.people())
      case 'GET /sandbox/stream':
        return stream(parts, response)
      case 'POST /sandbox/do':
        return json(response, await act(parts, (await body(request)) as Act))
      case 'POST /sandbox/faults':
        changeFaults(parts.faults, (await body(request)) as FaultChange)
        return json(response, parts.faults.settings())
      case 'GET /sandbox/faults':
        return json(response, parts.faults.settings())
      case 'POST /sandbox/provider-faults':
        changeProviderFaults(parts.providerFaults, (await body(request)) as ProviderFaultChange)
        return json(response, providerRules(parts.providerFaults))
      case 'GET /sandbox/provider-faults':
        return json(response, providerRules(parts.providerFaults))
      case 'GET /sandbox/journal': {
        const after = Number(url.searchParams.get('after') ?? 0)
        return json(
          response,
          parts.journal.entries().filter((e) => e.n > after),
        )
      }
      case 'GET /sandbox/alerts':
        return json(response, alertsSeen(parts))
      case 'POST /sandbox/alerts':
        await tellAlert(parts, (await body(request)) as AlertToSend)
        return json(response, alertsSeen(parts))
      case 'POST /sandbox/clock':
        await parts.advance(target(parts, (await body(request)) as ClockChange))
        return json(response, { now: parts.now().toISOString() })
      case 'GET /sandbox/clock':
        return json(response, { now: parts.now().toISOString() })
      default:
        return await file(response, url.pathname)
    }
  } catch (error) {
    json(response, { ok: false, error: error instanceof Error ? error.message : 'failed' }, 400)
  }
}

function screen(parts: PageParts, query: URLSearchParams): unknown {
  const channel = query.get('channel') ?? undefined
  const thread = query.get('thread') ?? undefined
  const as = query.get('as') ?? parts.surface.people()[0]?.id ?? ''
  return { ...parts.surface.screen(as, { channel, thread }), hint: parts.hint }
}

/** Everybody is past the hint once one of them is: whoever plays several people reads it once. */
async function act(parts: PageParts, wanted: Act): Promise<unknown> {
  if (wanted.act === 'command' || wanted.act === 'submit') parts.hint = undefined
  return parts.surface.do(wanted)
}

function stream(parts: PageParts, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('event: changed\ndata: {}\n\n')
  let timer: NodeJS.Timeout | undefined
  const stop = parts.surface.onChange(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      response.write('event: changed\ndata: {}\n\n')
    }, PING_EVERY_MS)
  })
  response.on('close', () => {
    clearTimeout(timer)
    stop()
  })
}

function changeFaults(faults: Faults, change: FaultChange): void {
  if (change.clear) faults.clear()
  if (change.remove) faults.remove(change.remove)
  if (change.add) faults.add(change.add)
  if (change.set) faults.set(change.set)
  if (change.disconnect) faults.disconnect(change.disconnect)
}

/** An alert to send; a job's `firing` begins its beat of five minutes, its `resolved` ends it. */
export interface AlertToSend {
  source: string
  manner: Manner
  trouble: Trouble
}

/** The sources that can send, and their latest letters, newest first. */
export interface AlertsSeen {
  sources: Readonly<Record<string, MonitorKind>>
  sent: SentLetter[]
}

function alertsSeen({ monitors }: PageParts): AlertsSeen {
  return { sources: monitors ? sources : {}, sent: monitors?.sent().slice(-lettersShown).reverse() ?? [] }
}

async function tellAlert({ monitors }: PageParts, { source, manner, trouble }: AlertToSend): Promise<void> {
  if (!monitors) throw new Error('There is no monitoring here.')
  if (!manners.includes(manner)) throw new Error(`The manner must be one of ${manners.join(', ')}.`)
  if (typeof trouble?.title !== 'string' || trouble.title.trim() === '') throw new Error('Give it a title.')
  const isBeat = sources[source] === 'heartbeat' && (manner === 'firing' || manner === 'resolved')
  if (isBeat) monitors.beat(source, manner === 'firing' ? beatMs : null)
  else await monitors.tell(source, manner, trouble)
}

export interface ClockChange {
  advanceMinutes?: number
  nextMorning?: boolean
}

function target(parts: PageParts, change: ClockChange): Date {
  const now = parts.now()
  if (!change.nextMorning) return new Date(now.getTime() + (change.advanceMinutes ?? 0) * 60_000)
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(parts.timeZone())
  const today = here.withPlainTime('08:00')
  const morning = Temporal.ZonedDateTime.compare(today, here) > 0 ? today : today.add({ days: 1 })
  return new Date(morning.epochMilliseconds)
}

async function file(response: ServerResponse, path: string): Promise<void> {
  const name = normalize(path === '/' ? '/index.html' : path)
  try {
    const content = await readFile(join(PAGE, name))
    response.writeHead(200, {
      'content-type': TYPES[extname(name)] ?? 'text/plain',
      'cache-control': 'no-store',
    })
    response.end(content)
  } catch {
    json(response, { ok: false, error: 'not_found' }, 404)
  }
}

async function body(request: IncomingMessage): Promise<unknown> {
  return JSON.parse((await readBody(request)) || '{}')
}

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(value))
}
