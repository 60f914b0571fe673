import { z } from 'zod'
import { pattern } from './person.ts'

const form = 'must be 1 to 200 characters, such as checkout or "Checkout*"'
const value = z
  .union([z.string(form), z.number(), z.boolean()], form)
  .transform(String)
  .pipe(z.string().regex(/^[^]{1,200}$/, { error: form }))

/** Labels and the pattern of each. In a pattern `*` stands for any letters, and capitals count as small letters. */
export const labelPatterns = z
  .record(pattern(/^\S.{0,99}$/u, 'must be the name of a label'), value)
  .refine((patterns) => Object.keys(patterns).length > 0, 'must name at least one label')

type Labels = Readonly<Record<string, string>>

/** True where every pattern fits its label. A label that is missing fits none. */
export function matchesLabels(patterns: Labels, labels: Labels): boolean {
  return Object.entries(patterns).every(
    ([label, one]) => Object.hasOwn(labels, label) && fitsPattern(labels[label] ?? '', one),
  )
}

/** Looks for the parts between the stars one after the other: linear, since the first place of each is the best. */
export function fitsPattern(text: string, glob: string): boolean {
  const given = text.toLowerCase()
  const [first = '', ...rest] = glob.toLowerCase().split('*')
  const last = rest.pop()
  if (last === undefined) return given === first
  if (given.length < first.length + last.length) return false
  if (!given.startsWith(first) || !given.endsWith(last)) return false
  const end = given.length - last.length
  let at = first.length
  for (const part of rest) {
    const found = given.indexOf(part, at)
    if (found < 0 || found + part.length > end) return false
    at = found + part.length
  }
  return true
}
