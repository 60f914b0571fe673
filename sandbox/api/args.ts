import { invalidArguments, refuse } from '../workspace/refusal.ts'
import type { MethodFacts } from './method-table.ts'

export type Args = Record<string, unknown>

/** A request before any check: its query, and its body as text. */
export interface RawRequest {
  query: URLSearchParams
  body: string
  contentType: string
  authorization: string
}

/** The arguments as sent, and the token wherever it was put. */
export function readRequest(raw: RawRequest, takesJson: boolean): { token: string; sent: Args } {
  const sent: Args = Object.fromEntries(raw.query)
  const type = raw.contentType.split(';')[0]?.trim() ?? ''
  if (raw.body !== '') {
    if (type === 'application/json') Object.assign(sent, takesJson ? readJson(raw.body) : {})
    else if (type === 'application/x-www-form-urlencoded') Object.assign(sent, readForm(raw.body))
    else if (type === 'multipart/form-data') Object.assign(sent, readMultipart(raw.body, raw.contentType))
    else refuse('invalid_post_type')
  }
  const token =
    raw.authorization.replace(/^Bearer\s*/i, '') || (typeof sent['token'] === 'string' ? sent['token'] : '')
  delete sent['token']
  return { token, sent }
}

/** Each argument in its own type; refuses unknown, missing and misshapen ones. */
export function checkArgs(facts: MethodFacts, sent: Args): Args {
  const args: Args = {}
  const problems: string[] = []
  for (const [name, value] of Object.entries(sent)) {
    // Clients of an installation that spans workspaces add it to every call.
    const kind = name === 'team_id' ? 'string' : facts.args[name]
    if (kind === undefined) {
      problems.push(`unknown argument: ${name}`)
      continue
    }
    if (value === null || value === undefined) continue
    const read = convert(name, kind, value)
    if (read.problem) problems.push(`${read.problem} [json-pointer:/${name}]`)
    else args[name] = read.value
  }
  for (const name of facts.required) {
    if (args[name] === undefined && !problems.some((p) => p.endsWith(`:/${name}]`))) {
      problems.push(`missing required field: ${name}`)
    }
  }
  if (problems.length > 0) invalidArguments(...problems)
  return args
}

export function str(args: Args, name: string): string {
  const value = args[name]
  return typeof value === 'string' ? value : ''
}

export function flag(args: Args, name: string): boolean {
  return args[name] === true
}

export function int(args: Args, name: string, otherwise: number): number {
  const value = args[name]
  return typeof value === 'number' ? value : otherwise
}

export function list(args: Args, name: string): string[] {
  const value = args[name]
  return Array.isArray(value) ? value.map(String) : []
}

function convert(name: string, kind: string, value: unknown): { value?: unknown; problem?: string } {
  switch (kind) {
    case 'string':
      if (typeof value === 'string') return { value }
      if (typeof value === 'number' || typeof value === 'boolean') return { value: String(value) }
      return { problem: 'must be a string' }
    case 'boolean':
      if (['true', '1', true, 1].includes(value as never)) return { value: true }
      if (['false', '0', '', false, 0].includes(value as never)) return { value: false }
      return { problem: 'must be a boolean' }
    case 'integer': {
      const n = typeof value === 'string' && value !== '' ? Number(value) : value
      return typeof n === 'number' && Number.isInteger(n) ? { value: n } : { problem: 'must be an integer' }
    }
    case 'list':
      return { value: readList(value) }
    default:
      return readJsonArgument(name, value)
  }
}

function readList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  const text = String(value)
  if (text.startsWith('[')) {
    try {
      return JSON.parse(text) as unknown[]
    } catch {
      return []
    }
  }
  return text === '' ? [] : text.split(',').map((part) => part.trim())
}

/** `blocks`, `view` and the like: a JSON value, or its text. */
function readJsonArgument(name: string, value: unknown): { value?: unknown; problem?: string } {
  if (typeof value !== 'string') return { value }
  if (value === '') return {}
  try {
    return { value: JSON.parse(value) }
  } catch {
    if (name === 'blocks') refuse('invalid_blocks_format')
    if (name === 'metadata') refuse('invalid_metadata_format')
    return { problem: 'must be valid JSON' }
  }
}

function readJson(body: string): Args {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    refuse('invalid_json')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse('json_not_object')
  return value as Args
}

function readForm(body: string): Args {
  if (/%(?![0-9a-f]{2})/i.test(body)) refuse('invalid_form_data')
  return Object.fromEntries(new URLSearchParams(body))
}

/** Text fields only; no method here takes a file this way. */
function readMultipart(body: string, contentType: string): Args {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1]
  if (!boundary) refuse('invalid_form_data')
  const args: Args = {}
  for (const part of body.split(`--${boundary}`)) {
    const match = /name="([^"]+)"[^]*?\r\n\r\n([^]*)\r\n$/.exec(part)
    if (match?.[1]) args[match[1]] = match[2] ?? ''
  }
  return args
}
