/** A language model behind the interface of OpenAI: strict about what it is asked, and it answers what it is told to. */
import {
  type HttpProvider,
  type ProviderAnswer,
  ProviderRefusal,
  type ProviderRequest,
  type TakenRequest,
} from './http.ts'

export const modelName = 'sandbox-model'

export interface ModelDouble {
  /** Everything it was asked, oldest first. */
  asked: { task: string; record: string }[]
  /** The content of its answers from now on; or a completion of another shape, as JSON. */
  answersWith(answer: (record: string) => string | { completion: unknown }): void
}

interface Sent {
  model?: unknown
  messages?: unknown
  temperature?: unknown
  max_tokens?: unknown
  response_format?: unknown
}

const known = ['model', 'messages', 'temperature', 'max_tokens', 'response_format']

export function makeModel(parts: { key: string; changed(): void }): HttpProvider & ModelDouble {
  const asked: ModelDouble['asked'] = []
  let answer: Parameters<ModelDouble['answersWith']>[0] = firstLine

  function take({ method, path, body, authorization }: ProviderRequest): TakenRequest {
    if (path === '/v1/models' && method === 'GET') {
      if (authorization !== `Bearer ${parts.key}`) throw refused(401, 'invalid_api_key')
      const body = { object: 'list', data: [{ id: modelName, object: 'model' }] }
      return { way: 'look', to: modelName, effect: () => ({ status: 200, body }) }
    }
    if (path !== '/v1/chat/completions') throw refused(404, 'not_found')
    if (method !== 'POST') throw refused(405, 'method_not_allowed')
    if (authorization !== `Bearer ${parts.key}`) throw refused(401, 'invalid_api_key')
    const { task, record } = read(body)
    return {
      way: 'question',
      to: modelName,
      effect(): ProviderAnswer {
        asked.push({ task, record })
        parts.changed()
        const content = answer(record)
        if (typeof content !== 'string') return { status: 200, body: content.completion }
        return { status: 200, body: completion(content) }
      },
    }
  }

  return {
    provider: 'model',
    asked,
    answersWith: (next) => void (answer = next),
    serves: ({ path }) => path.startsWith('/v1/chat/') || path === '/v1/models',
    take,
    refusal: (status, code) => refused(status, String(code)).answer,
  }
}

function completion(content: string): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model: modelName,
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  }
}

/** Says again what the first line said after the title. */
function firstLine(record: string): string {
  const [, first] = record.split('\n')
  if (first === undefined) return JSON.stringify({ sentences: [] })
  const { id, says } = JSON.parse(first) as { id: string; says: string }
  return JSON.stringify({ sentences: [{ part: 'summary', text: says.slice(0, 400), cites: [id] }] })
}

function read(body: string): { task: string; record: string } {
  let sent: Sent
  try {
    sent = JSON.parse(body) as Sent
  } catch {
    throw refused(400, 'invalid_json')
  }
  const strange = Object.keys(sent).find((one) => !known.includes(one))
  if (strange !== undefined) throw refused(400, `unknown_parameter ${strange}`)
  if (sent.model !== modelName) throw refused(404, 'model_not_found')
  if (sent.temperature !== 0) throw refused(400, 'temperature')
  if (typeof sent.max_tokens !== 'number' || sent.max_tokens < 1) throw refused(400, 'max_tokens')
  if (!isSchema(sent.response_format)) throw refused(400, 'response_format')
  const messages = Array.isArray(sent.messages)
    ? (sent.messages as { role?: unknown; content?: unknown }[])
    : []
  const [system, user, ...more] = messages
  if (system?.role !== 'system' || user?.role !== 'user' || more.length > 0) throw refused(400, 'messages')
  if (typeof system.content !== 'string' || typeof user.content !== 'string') throw refused(400, 'messages')
  return { task: system.content, record: user.content }
}

/** A strict schema: each object lists all its keys as required, and allows no other. */
function isSchema(format: unknown): boolean {
  const { type, json_schema: named } = (format ?? {}) as {
    type?: unknown
    json_schema?: { name?: unknown; strict?: unknown; schema?: unknown }
  }
  if (type !== 'json_schema' || typeof named?.name !== 'string' || named.strict !== true) return false
  return isStrict(named.schema)
}

function isStrict(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false
  const { type, properties, required, items, additionalProperties } = schema as Record<string, unknown>
  if (type === 'array') return isStrict(items)
  if (type !== 'object') return true
  const own = (properties ?? {}) as Record<string, unknown>
  const names = Object.keys(own)
  return (
    additionalProperties === false &&
    Array.isArray(required) &&
    names.every((one) => required.includes(one)) &&
    Object.values(own).every(isStrict)
  )
}

function refused(status: number, code: string): ProviderRefusal {
  return new ProviderRefusal({
    status,
    body: { error: { message: code, type: 'invalid_request_error', code } },
  })
}
