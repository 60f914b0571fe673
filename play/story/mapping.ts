import { z } from 'zod'
import { nearest } from '#policy/nearest.ts'

/** A mapping in a story. A key it does not know is an error that names the nearest one it does. */
export function mapping<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape)
  return z.strictObject(shape, {
    error(issue) {
      if (issue.code !== 'unrecognized_keys') return undefined
      return issue.keys.map((key) => unknownKey(key, known)).join(' ')
    },
  })
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known)
  const advice = meant === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean "${meant}"?`
  return `"${key}" is not a key known here. ${advice}`
}

/** Text; YAML reads `5` as a number and `yes` as text, so numbers are taken as they look. */
export const words = z
  .union([z.string(), z.number()], 'must be text')
  .transform(String)
  .refine((text) => text.trim() !== '', 'must not be empty')

/** One text or a list of them. */
export const oneOrMore = z.union(
  [words.transform((one) => [one]), z.array(words)],
  'must be text or a list of texts',
)

/** `12`, or `{at least: 1, at most: 12}`. */
export const count = z.union(
  [
    z
      .int()
      .min(0)
      .transform((exactly) => ({ 'at least': exactly, 'at most': exactly })),
    mapping({ 'at least': z.int().min(0).optional(), 'at most': z.int().min(0).optional() }),
  ],
  'must be a number, or {at least: 1, at most: 12}',
)
export type Count = z.output<typeof count>
