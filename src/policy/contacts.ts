import { z } from 'zod'
import { duration } from './duration.ts'
import { section } from './section.ts'

/** Kinds of contact method, in the order in which forms offer them. */
export const contactKinds = ['call', 'sms', 'email', 'ntfy', 'pushover'] as const
export type ContactKind = (typeof contactKinds)[number]

/** `push` means every push, and `slack` is always among the first. */
const ways = ['slack', 'push', ...contactKinds] as const
export type NotificationWay = (typeof ways)[number]

const rule = section({
  methods: z.array(z.enum(ways, `must be among ${ways.join(', ')}`)).min(1, 'must name a way'),
  after: duration.prefault('0s'),
  repeat: duration
    .refine((ms) => ms >= 30_000, 'must be at least 30s')
    .nullable()
    .default(null)
    .describe('Tried again so long after each try, until the next person is asked.'),
})

export type NotificationRule = z.output<typeof rule>

/** The way people are woken whose Slack is silent. */
export const contactsSection = section({
  default_rules: z
    .array(rule)
    .prefault([
      { methods: ['slack', 'push', 'email'] },
      { methods: ['sms'], after: '1m' },
      { methods: ['call'], after: '2m', repeat: '2m' },
    ])
    .describe('Ways of reaching somebody who is paged, and the time after which each begins.'),
  latest: duration
    .prefault('5m')
    .describe('People may order their own ways, and every way begins within this time.'),
  required_for: z
    .array(z.enum(['geoc', 'im', 'sem'], 'must be among geoc, im, sem'))
    .default(['geoc', 'im', 'sem'])
    .describe('Roles on call that need two verified ways of different kinds, one of which breaks silence.'),
  check_before: z
    .array(duration)
    .prefault(['24h', '1h'])
    .describe('Somebody who cannot be woken is told so long before each turn.'),
}).prefault({})
