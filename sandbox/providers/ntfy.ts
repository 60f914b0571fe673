/** ntfy: a message to a topic, with a bearer token. */
import { randomBytes } from 'node:crypto'
import type { SandboxClock } from '../surface.ts'
import type { Handset, Handsets } from './handsets.ts'
import {
  type HttpProvider,
  type ProviderAnswer,
  ProviderRefusal,
  type ProviderRequest,
  type TakenRequest,
} from './http.ts'
import type { Later } from '../deliver/later.ts'
import type { Fate } from './provider-faults.ts'

export interface NtfyParts {
  clock: SandboxClock
  later: Later
  handsets: Handsets
  token: string
  /** Presses a button that makes a request: true when it was taken. */
  request(wanted: {
    method: string
    url: string
    headers: Record<string, string>
    body: string
  }): Promise<boolean>
  changed(): void
}

export interface NtfyMessage {
  id: string
  time: number
  expires: number
  event: 'message'
  topic: string
  title?: string
  message: string
  priority?: number
  tags?: string[]
  click?: string
  actions?: NtfyAction[]
}

interface NtfyAction {
  id: string
  action: string
  label: string
  url?: string
  method?: string
  headers?: Record<string, string>
  body?: string
  clear?: boolean
}

const known = [
  'topic',
  'message',
  'title',
  'tags',
  'priority',
  'click',
  'attach',
  'filename',
  'icon',
  'markdown',
  'delay',
  'email',
  'call',
  'actions',
]

export function makeNtfy(parts: NtfyParts): HttpProvider & { messages: NtfyMessage[] } {
  const { clock, handsets } = parts
  const messages: NtfyMessage[] = []

  function publish(request: ProviderRequest): TakenRequest {
    const sent = json(request.body)
    const topic = sent['topic']
    if (typeof topic !== 'string' || !/^[-\w]{1,64}$/.test(topic)) throw refused(40009)
    if (Object.keys(sent).some((key) => !known.includes(key))) throw refused(40024)
    for (const key of ['message', 'title', 'click', 'icon']) if (!isText(sent[key])) throw refused(40024)
    const priority = sent['priority']
    if (priority !== undefined && ![1, 2, 3, 4, 5].includes(priority as number)) throw refused(40007)
    const text = (sent['message'] as string | undefined) ?? 'triggered'
    // A longer one becomes an attachment, which a phone does not show.
    if (Buffer.byteLength(text) > 4096) throw refused(41301, 413)
    const actions = actionsIn(sent['actions'])
    const effect = (fate: Fate): ProviderAnswer => {
      const time = Math.floor(clock.now().getTime() / 1000)
      const message: NtfyMessage = {
        id: randomBytes(9).toString('base64url'),
        time,
        expires: time + 43_200,
        event: 'message',
        topic,
        message: text,
        ...pick(sent, ['title', 'priority', 'tags', 'click']),
        ...(actions.length > 0 ? { actions } : {}),
      }
      messages.push(message)
      if (!fate.undelivered)
        parts.later.at(new Date(clock.now().getTime() + 500 + fate.lateMs), () => arrive(message))
      return { status: 200, body: message }
    }
    return { way: 'push', to: topic, effect }
  }

  function arrive(message: NtfyMessage): void {
    const handset = handsets.reachedBy('topic', message.topic)
    if (handset) handsets.arrive(handset, () => show(handset, message))
  }

  function show(handset: Handset, message: NtfyMessage): void {
    const { id, title = '', actions = [] } = message
    const push = {
      id,
      at: clock.now().toISOString(),
      via: 'ntfy' as const,
      title,
      message: message.message,
      urgent: false,
      buttons: actions.map((one) => one.label),
      ...(message.click === undefined ? {} : { link: message.click }),
      done: false,
    }
    handset.pushes.push(push)
    handset.buttons.set(id, async (label) => {
      const action = actions.find((one) => one.label === label)
      if (!action) return false
      if (action.action !== 'http') return true
      const { url = '', method = 'POST', headers = {}, body = '', clear = false } = action
      const isTaken = await parts.request({ url, method, headers, body })
      if (isTaken && clear) push.done = true
      parts.changed()
      return isTaken
    })
    handsets.ring(handset, { way: 'push', id })
  }

  function take(request: ProviderRequest): TakenRequest {
    if (request.path === '/v1/health')
      return { way: 'look', to: '', effect: () => ({ status: 200, body: { healthy: true } }) }
    if (request.authorization !== `Bearer ${parts.token}`) throw refused(40101, 401)
    const [, topic = '', ending = ''] = request.path.split('/')
    if (request.method === 'GET' && ending === 'auth')
      return { way: 'look', to: topic, effect: () => ({ status: 200, body: { success: true } }) }
    if (request.method !== 'POST' && request.method !== 'PUT') throw refused(40401, 404)
    // A post to a topic takes its body as the text: JSON would be read to somebody as it is.
    if (request.path !== '/') throw refused(40009)
    return publish(request)
  }

  return {
    provider: 'ntfy',
    messages,
    serves: ({ path }) => path === '/' || path === '/v1/health' || /^\/[-\w]{1,64}(\/auth)?$/.test(path),
    take,
    refusal: (status, code) => refused(Number(code), status).answer,
  }
}

const words: Record<number, string> = {
  40007: 'there is no such priority',
  40009: 'there is no such topic',
  40018: 'the actions are wrong',
  40024: 'the body is no message in JSON',
  40101: 'the token is wrong',
  40301: 'not for this topic',
  40401: 'there is no such page',
  41301: 'the message is too long',
  42901: 'too many requests',
}

function refused(code: number, http = 400): ProviderRefusal {
  const link = 'https://ntfy.sh/docs/publish/'
  return new ProviderRefusal({ status: http, body: { code, http, error: words[code] ?? 'refused', link } })
}

function json(body: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(body)
    if (typeof read === 'object' && read !== null && !Array.isArray(read))
      return read as Record<string, unknown>
  } catch {
    // Told below.
  }
  throw refused(40024)
}

function actionsIn(given: unknown): NtfyAction[] {
  if (given === undefined) return []
  if (!Array.isArray(given) || given.length > 3) throw refused(40018)
  return given.map((one: Partial<NtfyAction> | null) => {
    const { action = '', label = '', url } = one ?? {}
    if (!['view', 'http', 'broadcast', 'copy'].includes(action) || label === '') throw refused(40018)
    if (['view', 'http'].includes(action) && !/^https?:\/\//.test(url ?? '')) throw refused(40018)
    return { ...one, id: randomBytes(6).toString('hex'), action, label }
  })
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === 'string'
}

function pick(from: Record<string, unknown>, keys: string[]): Partial<NtfyMessage> {
  return Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])))
}
