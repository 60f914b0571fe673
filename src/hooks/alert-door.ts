/** The one door for alerts: verify the bytes, keep them, answer. What they mean is decided from what was kept. */
import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AlertIntake } from '#alerts/intake-service.ts'
import type { Clock } from '#clock.ts'
import type { AlertSource } from '#policy/sources.ts'
import { type Incoming, isOneOf } from './incoming.ts'
import { kindOf } from './kinds.ts'
import { enqueued, routingKeyOf } from './pagerduty-events.ts'
import type { VerifyParts } from './source-kind.ts'

export interface AlertDoorParts extends VerifyParts {
  clock: Clock
  intake: Pick<AlertIntake, 'keep'>
  sources: Readonly<Record<string, AlertSource>>
  /** By the source's name: the first is the new one. */
  secrets: Readonly<Record<string, readonly string[]>>
  log: { warn(fields: object, words: string): void }
}

/** The longest body taken, in bytes. */
const longest = 1_048_576

type Fate = { id: string } | { status: 401 | 503; says: string }

export function alertDoor(parts: AlertDoorParts): Hono {
  const { sources, secrets } = parts
  const door = new Hono()
  const limit = bodyLimit({
    maxSize: longest,
    onError: (c) => c.json({ error: 'The body is too long.' }, 413),
  })

  door.on(['POST', 'PUT', 'GET'], '/hooks/:source/:secret?', limit, async (c, next) => {
    const name = c.req.param('source')
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined
    // Whatever can send no more than a GET may beat.
    if (source === undefined || (c.req.method === 'GET' && source.kind !== 'heartbeat')) return next()
    const fate = await take(name, source, await incomingOf(c, c.req.param('secret')), parts)
    if ('says' in fate) return c.json({ error: fate.says }, fate.status)
    return c.json({ status: 'accepted' }, kindOf(source).success?.status ?? 202)
  })

  door.post('/v2/enqueue', limit, async (c) => {
    const request = await incomingOf(c, undefined)
    const key = routingKeyOf(request, c.req.query('routing_key'))
    const found = Object.entries(sources).find(
      ([name, { kind }]) => kind === 'pagerduty' && isOneOf(key, secrets[name] ?? []),
    )
    if (found === undefined)
      return c.json(
        {
          status: 'invalid event',
          message: 'Event object is invalid',
          errors: ['routing_key is of no source'],
        },
        400,
      )
    const fate = await take(...found, { ...request, pathSecret: key }, parts)
    if ('says' in fate) return c.json({ status: 'throttled', message: fate.says }, fate.status)
    return c.json(enqueued(request.raw, fate.id), 202)
  })
  return door

  async function incomingOf(c: Context, pathSecret: string | undefined): Promise<Incoming> {
    return {
      raw: Buffer.from(await c.req.arrayBuffer()),
      header: (name) => c.req.header(name),
      pathSecret,
      now: parts.clock.now(),
    }
  }
}

async function take(
  name: string,
  source: AlertSource,
  request: Incoming,
  { intake, secrets, log, certificate }: AlertDoorParts,
): Promise<Fate> {
  const kind = kindOf(source)
  try {
    // The table gives each kind its own sources.
    const isTheirs = await kind.verify(request, secrets[name] ?? [], source as never, { certificate })
    if (!isTheirs) return { status: 401, says: 'The secret or the signature is not that of this source.' }
    const key = kind.repeatKey(request, source as never) ?? randomUUID()
    const about = Object.fromEntries(
      (kind.headers ?? []).flatMap((header) => {
        const value = request.header(header)?.slice(0, 200)
        return value === undefined ? [] : [[header, value] as const]
      }),
    )
    await intake.keep({ id: `${name}:${key}`, source: name, about, body: request.raw })
    return { id: key }
  } catch (error) {
    log.warn({ err: error, source: name }, 'an alert could not be stored')
    // Busy, not wrong: it comes again.
    return { status: 503, says: 'Busy. Send it again.' }
  }
}
