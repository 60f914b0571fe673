import { parseDocument } from 'yaml'
import type { z } from 'zod'
import { Misconfigured } from '../misconfigured.ts'
import { aliasFaults } from './aliases.ts'
import { faultPlace } from './fault-place.ts'
import { type Policy, policySchema } from './policy.ts'

/** Reads the text of a policy file. Throws `Misconfigured` with everything that is wrong in it. */
export function parsePolicy(text: string, file = 'muster.yml'): Policy {
  const document = parseDocument(text, { prettyErrors: false })
  const lineOf = (at: number) => text.slice(0, at).split('\n').length
  const unreadable = document.errors.map(({ message, pos }) => ({ at: pos[0], says: `${message}.` }))
  // In a text that cannot be read, an alias may miss what it stands for.
  const faults = unreadable.length > 0 ? unreadable : aliasFaults(document)
  if (faults.length > 0)
    throw new Misconfigured(faults.map(({ at, says }) => `${file}, line ${lineOf(at)}: ${says}`))

  const parsed = policySchema.safeParse(withoutNulls(document.toJS()) ?? {})
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.flatMap(faultsOf)
  throw new Misconfigured(
    issues.map((issue) => {
      const at = faultPlace(document, issue)
      const place = at === null ? file : `${file}, line ${lineOf(at)}`
      return `${place}: ${placeOf(issue.path)}${wordsOf(issue)}`
    }),
  )
}

/** Drops keys without a value (`people:`), so that they mean the default. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([key, one]) => [key, withoutNulls(one)]),
  )
}

/** `severities.P1.update_every: `, `people.geoc[0]: `. */
function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return ''
  const place = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return `${place.slice(1)}: `
}

const typeWords: Record<string, string> = {
  array: 'a list, such as [one, two]',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a mapping of keys to values',
  record: 'a mapping of names to values',
  string: 'text',
}

/** The faults of the form that a value is of, for a value that may have several. */
function faultsOf(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || !issue.message.startsWith('Invalid')) return [issue]
  const form = issue.errors.find((faults) =>
    faults.some(({ code, path }) => path.length > 0 || code !== 'invalid_value'),
  )
  return form?.flatMap((fault) => faultsOf({ ...fault, path: [...issue.path, ...fault.path] })) ?? [issue]
}

/** Words for a fault, without the value. Messages that zod words itself begin with "Invalid". */
function wordsOf(issue: z.core.$ZodIssue): string {
  if (!issue.message.startsWith('Invalid')) return issue.message
  if (issue.code === 'invalid_type') return `must be ${typeWords[issue.expected] ?? issue.expected}`
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`
  if (issue.code === 'invalid_key') return issue.issues.map((inner) => inner.message).join('; ')
  return issue.message
}
