/** Slack's `{ ok: false, error }`, thrown as a refusal. */
export class Refusal extends Error {
  code: string
  extra: Record<string, unknown>

  constructor(code: string, extra: Record<string, unknown> = {}) {
    super(code)
    this.code = code
    this.extra = extra
  }
}

export function refuse(code: string, extra: Record<string, unknown> = {}): never {
  throw new Refusal(code, extra)
}

/** `invalid_arguments` with a line for each thing wrong. */
export function invalidArguments(...messages: string[]): never {
  refuse('invalid_arguments', {
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  })
}
