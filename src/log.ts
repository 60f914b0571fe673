import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino'

/** The only fields a line may have: ids, codes, counts. Text that people wrote has no field here, so it never reaches a log. */
const fields = new Set([
  'actor',
  'attempt',
  'channel',
  'code',
  'count',
  'engine',
  'error',
  'event',
  'incident',
  'key',
  'kind',
  'listener',
  'method',
  'migrations',
  'mode',
  'ms',
  'page',
  'port',
  'reason',
  'reference',
  'retryAfter',
  'retryAt',
  'role',
  'seq',
  'severity',
  'signal',
  'slot',
  'status',
  'team',
  'ts',
  'url',
  'user',
  'version',
  'why',
])
const LONGEST = 200

/** One JSON object a line. Messages are constant strings; `error` means that someone must act. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: allowedOnly },
    serializers: { err: (error: unknown) => errorFacts(error) },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

function allowedOnly(given: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  const dropped: string[] = []
  for (const [name, value] of Object.entries(given)) {
    if (name === 'err') kept['err'] = value
    else if (fields.has(name) && isPlain(value)) kept[name] = scrubbed(value)
    else dropped.push(name)
  }
  return dropped.length === 0 ? kept : { ...kept, dropped }
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string' || typeof one === 'number')
  return value === null || typeof value !== 'object' || value instanceof Date
}

function scrubbed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(scrubbed)
  return typeof value === 'string' ? withoutSecrets(value).slice(0, LONGEST) : value
}

/** Libraries quote their input in their messages, so text in quotes is left out. */
function errorFacts(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { name: typeof error }
  const message = withoutSecrets(error.message.replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '"…"')).slice(0, LONGEST)
  return {
    name: error.name,
    message,
    ...('code' in error && { code: scrubbed(String(error.code)) }),
    at: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 8)
      .map((line) => line.trim()),
    ...(error.cause !== undefined && depth < 3 && { cause: errorFacts(error.cause, depth + 1) }),
  }
}

function withoutSecrets(text: string): string {
  return text
    .replace(/\bx(?:ox[a-z]|app|oxe\.xox[a-z])-[\w.-]+/g, '[token]')
    .replace(/\b(\w+:\/\/)[^\s/@]+@/g, '$1[credentials]@')
    .replace(/\bBearer\s+\S+/gi, 'Bearer [token]')
}
