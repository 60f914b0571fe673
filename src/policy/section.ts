import { z } from 'zod'
import { nearest } from './nearest.ts'

type Camel<Key> = Key extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Key

/** Turns the file's keys, `like_this`, into the program's, `likeThis`. */
type CamelKeys<T> = { -readonly [Key in keyof T as Camel<Key>]: T[Key] }

/** A mapping of the policy. An unknown key is an error that names the nearest known one. */
export function section<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape)
  return z
    .strictObject(shape, {
      error: (issue) => (issue.code === 'unrecognized_keys' ? unknownKeys(issue.keys, known) : undefined),
    })
    .transform((value) => withCamelKeys(value))
}

function withCamelKeys<T extends object>(value: T): CamelKeys<T> {
  const entries = Object.entries(value).map(([key, one]) => [
    key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    one,
  ])
  return Object.fromEntries(entries) as CamelKeys<T>
}

function unknownKeys(keys: readonly string[], known: readonly string[]): string {
  return keys
    .map((key) => {
      const meant = nearest(key, known)
      const advice = meant === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean "${meant}"?`
      return `"${key}" is not a key known here. ${advice}`
    })
    .join(' ')
}
