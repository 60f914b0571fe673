/** Reads Slack's answers without trusting their form. */

export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function arrayIn(body: Record<string, unknown>, key: string): Record<string, unknown>[] {
  return Array.isArray(body[key]) ? body[key].map(fieldsOf) : []
}
