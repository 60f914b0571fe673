/** Variables of the ways out of Slack: telephone, mail, push, the company's present pager. */
import { z } from 'zod'
import type { Ways } from '#outbound/drivers/ways.ts'
import { isPrivateAddress } from './private-address.ts'

const secret = z.string().regex(/^\S+$/, 'must be one word without spaces.').optional()

export const baseAddress = (example: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be a base address such as ${example}.` })
    .refine(isPrivateAddress, 'must begin with https://: what is sent there is for nobody else to read.')
    .transform((url) => url.replace(/\/+$/, ''))

const e164 = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be a number in full, such as +12025550100.')
  .optional()

const account = z
  .string()
  .regex(/^[\w-]{4,64}$/, 'must be the account’s SID, such as AC0123….')
  .optional()

const phone = baseAddress('https://api.twilio.com')

export const wayVariables = {
  TWILIO_ACCOUNT_SID: account,
  TWILIO_AUTH_TOKEN: secret,
  TWILIO_FROM: e164,
  TWILIO_API_URL: phone.prefault('https://api.twilio.com'),
  TWILIO_2_ACCOUNT_SID: account,
  TWILIO_2_AUTH_TOKEN: secret,
  TWILIO_2_FROM: e164,
  TWILIO_2_API_URL: phone.prefault('https://api.twilio.com'),
  SMTP_URL: z
    .string()
    .refine(
      isSmtp,
      'must look like smtps://user:password@mail.example.com:465, or smtp:// with 587. A % in a password is written %25.',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>\r\n]{1,100}<)?[^\s<>@]+@[^\s<>@]+>?$/,
      'must be an address such as Muster <muster@example.com>.',
    )
    .optional(),
  NTFY_URL: baseAddress('https://ntfy.example.com').optional(),
  NTFY_TOKEN: secret,
  PUSHOVER_TOKEN: secret,
  PUSHOVER_API_URL: baseAddress('https://api.pushover.net').prefault('https://api.pushover.net'),
  PAGERDUTY_ROUTING_KEY: secret,
  PAGERDUTY_EVENTS_URL: baseAddress('https://events.pagerduty.com').prefault('https://events.pagerduty.com'),
  MUSTER_HEARTBEAT_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be the address that an outside watcher gave you, beginning with https://.',
    })
    .optional(),
} as const

/** Secrets among them, each of which may be in a file. */
export const waySecrets = [
  'TWILIO_AUTH_TOKEN',
  'TWILIO_2_AUTH_TOKEN',
  'SMTP_URL',
  'NTFY_TOKEN',
  'PUSHOVER_TOKEN',
  'PAGERDUTY_ROUTING_KEY',
  'MUSTER_HEARTBEAT_URL',
] as const

type WayEnvironment = z.output<z.ZodObject<typeof wayVariables>>

/** Variables that work together: half of them is a mistake. */
const together = [
  ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'],
  ['TWILIO_2_ACCOUNT_SID', 'TWILIO_2_AUTH_TOKEN', 'TWILIO_2_FROM'],
  ['SMTP_URL', 'MAIL_FROM'],
] as const

export function wayProblems(given: Record<string, string | undefined>): string[] {
  const half = together.flatMap((names) => {
    const missing = names.filter((name) => given[name] === undefined)
    if (missing.length === 0 || missing.length === names.length) return []
    const there = names.filter((name) => given[name] !== undefined)
    return [
      `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing: ${there.join(' and ')} ${there.length === 1 ? 'is' : 'are'} set.`,
    ]
  })
  const second = given['TWILIO_2_ACCOUNT_SID'] !== undefined && given['TWILIO_ACCOUNT_SID'] === undefined
  return [
    ...half,
    ...(second ? ['TWILIO_ACCOUNT_SID is missing: a second account stands in for a first.'] : []),
    ...(given['NTFY_TOKEN'] !== undefined && given['NTFY_URL'] === undefined
      ? ['NTFY_URL is missing: NTFY_TOKEN is set.']
      : []),
  ]
}

export function waysIn(env: WayEnvironment): Ways {
  const { SMTP_URL, MAIL_FROM, NTFY_URL, PUSHOVER_TOKEN, PAGERDUTY_ROUTING_KEY } = env
  return {
    twilio: [
      {
        sid: env.TWILIO_ACCOUNT_SID,
        token: env.TWILIO_AUTH_TOKEN,
        from: env.TWILIO_FROM,
        url: env.TWILIO_API_URL,
      },
      {
        sid: env.TWILIO_2_ACCOUNT_SID,
        token: env.TWILIO_2_AUTH_TOKEN,
        from: env.TWILIO_2_FROM,
        url: env.TWILIO_2_API_URL,
      },
    ].flatMap(({ sid, token, from, url }) => (sid && token && from ? [{ sid, token, from, url }] : [])),
    smtp: SMTP_URL && MAIL_FROM ? { url: SMTP_URL, from: MAIL_FROM } : null,
    ntfy: NTFY_URL ? { url: NTFY_URL, token: env.NTFY_TOKEN ?? null } : null,
    pushover: PUSHOVER_TOKEN ? { token: PUSHOVER_TOKEN, url: env.PUSHOVER_API_URL } : null,
    pagerduty: PAGERDUTY_ROUTING_KEY
      ? { routingKey: PAGERDUTY_ROUTING_KEY, url: env.PAGERDUTY_EVENTS_URL }
      : null,
  }
}

function isSmtp(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return false
  // A bare % in a password would fail at each mail, and not before.
  try {
    decodeURIComponent(url.username + url.password)
    return true
  } catch {
    return false
  }
}
