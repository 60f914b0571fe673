import { z } from 'zod'
import { nearest } from './nearest.ts'

/** One of some names. A fault names the nearest, or what `meant` says for words that people use elsewhere. */
export function oneOf<const Names extends readonly string[]>(
  names: Names,
  meant: readonly (readonly [form: RegExp, advice: string])[] = [],
) {
  function advice(word: string): string | undefined {
    const known = meant.find(([form]) => form.test(word))
    if (known) return known[1]
    const begun = word.length > 2 ? names.find((name) => name.startsWith(word.toLowerCase())) : undefined
    const near = begun ?? nearest(word, names)
    return near && `Did you mean "${near}"?`
  }

  return z.enum(names, {
    error: ({ input }) => {
      const known = `must be one of ${names.join(', ')}`
      const said = typeof input === 'string' ? advice(input) : undefined
      return said === undefined ? known : `${known}. ${said}`
    },
  })
}
