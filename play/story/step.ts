/** Everything one step of a story may say. */
import { z } from 'zod'
import { phoneModes } from '../../sandbox/providers/phone.ts'
import { duration } from '#policy/duration.ts'
import { alertSent } from './alert-sent.ts'
import { mapping, oneOrMore, words } from './mapping.ts'
import { providerTrouble } from './provider-trouble.ts'
import { trouble } from './trouble.ts'
import { isTimeAt } from './times.ts'

/** Things a person can do; each step has at most one. */
const deeds = {
  says: words.optional(),
  types: words.optional(),
  clicks: words.optional(),
  runs: words.optional(),
  opens: z.enum(['home'], 'must be home').optional(),
  reacts: words.optional(),
  unreacts: words.optional(),
  pins: words.optional(),
  unpins: words.optional(),
  edits: mapping({ from: words, to: words }).optional(),
  deletes: words.optional(),
  forwards: mapping({ from: words, words, saying: words.optional() }).optional(),
  posts: mapping({ app: words, title: words.optional(), text: words, link: words.optional() }).optional(),
  uploads: z
    .union([
      words.transform((name) => ({ name })),
      mapping({ name: words, content: z.string().optional(), saying: words.optional() }),
    ])
    .optional(),
  joins: words.optional(),
  leaves: words.optional(),
  invites: words.optional(),
  removes: words.optional(),
  creates: words.optional(),
  renames: mapping({ from: words, to: words }).optional(),
  archives: words.optional(),
  topic: words.optional(),
  dnd: z.boolean('must be true or false').optional(),
  deactivated: z.boolean('must be true or false').optional(),
  'answers call': words
    .refine((keys) => /^([\d*#]+|listens)$/.test(keys), 'must be the keys to press, or listens')
    .optional(),
  'ends call': z.enum(['declines', 'hangs up'], 'must be declines or "hangs up"').optional(),
  replies: words.optional(),
  'presses push': words.optional(),
  'opens link': words.optional(),
  'sends page': words.optional(),
  phone: z.enum(phoneModes, `must be one of ${phoneModes.join(', ')}`).optional(),
}

const filling = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

export type DeedName = keyof typeof deeds
export const deedNames = Object.keys(deeds) as DeedName[]

export const step = mapping({
  note: words.optional(),
  at: words
    .refine(isTimeAt, 'must be a time such as "14:05", "Monday 09:00" or "2027-02-13 09:00"')
    .optional(),
  after: duration.optional(),
  /** The deed, so many times; `every`: the time between two. */
  times: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(1000, 'must be at most 1000')
    .optional(),
  every: duration.optional(),
  wait: duration.optional(),
  who: words.optional(),
  in: words.optional(),
  on: words.optional(),
  thread: words.optional(),
  ...deeds,
  fills: z.record(z.string(), filling).optional(),
  presses: words.optional(),
  sees: oneOrMore.optional(),
  'never sees': oneOrMore.optional(),
  alert: alertSent.optional(),
  slack: trouble.optional(),
  providers: providerTrouble.optional(),
  bot: z
    .enum(['killed and restarted', 'stops', 'starts'], 'must be "killed and restarted", stops or starts')
    .optional(),
}).superRefine((given, context) => {
  const done = deedNames.filter((name) => given[name] !== undefined)
  const complain = (message: string) => context.addIssue({ code: 'custom', message })
  if (done.length > 1) complain(`has two deeds, ${done.join(' and ')}: make a step of each`)
  if (given.at !== undefined && given.after !== undefined) complain('has both "at" and "after": keep one')
  if (given.every !== undefined && given.times === undefined)
    complain('has "every" without "times": how often?')
  if (given.times !== undefined && done.length === 0) complain('has "times", but no deed to do again')
  const needsWho = [...done, 'fills', 'presses', 'sees', 'never sees'].some(
    (name) => given[name as keyof typeof given] !== undefined,
  )
  if (needsWho && given.who === undefined) complain('needs "who": the handle of whoever does or sees this')
  if (!needsWho && given.who !== undefined) {
    complain(`says who, but not what they do: one of ${deedNames.join(', ')}, or fills, presses, sees`)
  }
  for (const name of ['says', 'uploads', 'invites', 'removes', 'topic', 'forwards', 'posts'] as const) {
    if (given[name] !== undefined && given.in === undefined) complain(`"${name}" needs "in": where`)
  }
  for (const name of ['reacts', 'unreacts'] as const) {
    if (given[name] !== undefined && given.on === undefined)
      complain(`"${name}" needs "on": words of the message`)
  }
})

export type Step = z.output<typeof step>
