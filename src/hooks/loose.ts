/** Values as monitorings send them: some are missing, some are numbers where others have text. */
import { z } from 'zod'

/** Text, or what can be written as such; null for anything else. */
export const looseText = z
  .unknown()
  .optional()
  .transform((value) => textOf(value))

/** A mapping to text. What is nested is left out. */
export const looseLabels = z
  .unknown()
  .optional()
  .transform((value) => labelsOf(value))

export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

export function labelsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      const text = textOf(one)
      return text === null ? [] : [[name, text] as const]
    }),
  )
}

/** `env:prod, service:cart` or a list of such, or of pairs. */
export function tagsOf(value: unknown): Record<string, string> {
  const tags = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : []
  return Object.fromEntries(
    tags.flatMap((tag: unknown) => {
      const [name, text] = Array.isArray(tag) ? tag.map(textOf) : splitTag(textOf(tag) ?? '')
      return name && text ? [[name.trim(), text.trim()] as const] : []
    }),
  )
}

function splitTag(tag: string): string[] {
  const at = tag.search(/[:=]/)
  return at > 0 ? [tag.slice(0, at), tag.slice(at + 1)] : []
}

/** An instant as text of ISO 8601, or as a number of seconds or milliseconds; null for none, and for years no monitoring lived in. */
export function instantOf(value: unknown): Date | null {
  const text = textOf(value)
  if (text === null) return null
  const number = /^\d{9,14}(\.\d+)?$/.test(text) ? Number(text) : null
  const ms =
    number === null
      ? Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
      : number > 1e11
        ? number
        : number * 1_000
  const isReal = ms >= Date.UTC(2000, 0, 1) && ms < Date.UTC(2200, 0, 1)
  return isReal ? new Date(Math.floor(ms)) : null
}

/** The first of these that says something. */
export function firstText(...values: unknown[]): string | null {
  for (const value of values) {
    const text = textOf(value)
    if (text !== null) return text
  }
  return null
}
