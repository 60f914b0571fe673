/** The format of a story file; play/README.md describes it for people. */
import { z } from 'zod'
import { contactKinds } from '#policy/contacts.ts'
import { fact } from './facts.ts'
import { mapping, words } from './mapping.ts'
import { step } from './step.ts'
import { isDateTime } from './times.ts'

const person = mapping({
  name: words,
  title: words.optional(),
  squad: words.optional(),
  zone: words.optional(),
  guest: z.boolean().optional(),
  deactivated: z.boolean().optional(),
})

const handle = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'must be a handle: lower-case letters, digits, dots')

const channel = mapping({
  name: words.transform((name) => name.replace(/^#/, '')),
  topic: words.optional(),
  private: z.boolean().optional(),
  archived: z.boolean().optional(),
  members: z.array(words).optional(),
})

export const story = mapping({
  title: words,
  about: words.optional(),
  starts: words.refine(isDateTime, 'must be a date and time such as "2027-02-12 14:00"'),
  zone: words.refine(isZone, 'must be a time zone such as Europe/Paris').default('Europe/Paris'),
  people: z.record(handle, person).default({}),
  channels: z.array(channel).default([]),
  /** As in `muster.yml`, with people as `@handle`. */
  policy: z.record(z.string(), z.unknown()).optional(),
  /** Everybody has a phone; the ways of each that Muster knows and has verified. */
  phones: z
    .record(words, z.array(z.enum(contactKinds, `must be one of ${contactKinds.join(', ')}`)))
    .optional(),
  'public address': z.boolean('must be true or false').default(true),
  steps: z.array(step).min(1, 'must have at least one step'),
  ends: z.array(fact).default([]),
})

export type Story = z.output<typeof story>

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
