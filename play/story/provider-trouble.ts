/** Faults that a story may ask of the companies that carry calls, texts, mails and pushes. */
import { z } from 'zod'
import type { NewPhone } from '../../sandbox/providers/phone.ts'
import type {
  NewProviderFault,
  ProviderFault,
  ProviderFaults,
} from '../../sandbox/providers/provider-faults.ts'
import { duration } from '#policy/duration.ts'
import { mapping, words } from './mapping.ts'

const places = ['call', 'sms', 'email', 'ntfy', 'pushover', 'pagerduty'] as const
const at = z.enum(places, `must be one of ${places.join(', ')}`)
const status = 'must be an HTTP status from 400 to 599'
const requests = { at, to: words.optional(), times: z.int().min(1).optional(), for: duration.optional() }

export const providerTrouble = z.union(
  [
    z.literal('well'),
    mapping({ refuses: z.union([z.int(), words]), ...requests }),
    mapping({ answers: z.int().min(400, status).max(599, status), ...requests }),
    mapping({ loses: z.enum(['answers', 'requests']), ...requests }),
    mapping({
      delivers: z.enum(['never', 'late']),
      code: z.int().optional(),
      by: duration.optional(),
      ...requests,
    }),
    mapping({ tells: z.enum(['never', 'twice', 'late', 'forged']), by: duration.optional() }),
  ],
  'must be well, or a mapping with refuses, answers, loses, delivers or tells',
)

export type ProviderTrouble = z.output<typeof providerTrouble>

/** Makes it so; `later` undoes it once its time is over. */
export function causeAtProviders(
  wanted: ProviderTrouble,
  faults: ProviderFaults,
  means: { phone(who: string): NewPhone | undefined; later(ms: number, undo: () => void): void },
): void {
  if (wanted === 'well') return faults.clear()
  if ('tells' in wanted) {
    const copies = { never: 0, twice: 2, late: 1, forged: 1 }[wanted.tells]
    const delayMs = wanted.tells === 'late' ? (wanted.by ?? 300_000) : 0
    Object.assign(faults.callbacks, { copies, delayMs, forged: wanted.tells === 'forged' })
    return
  }
  const { at: place, to, times, for: ms } = wanted
  const rule = faults.add({
    ...faultOf(wanted),
    ...placeOf(place, to === undefined ? undefined : means.phone(to)),
    ...(times !== undefined && { times }),
  })
  if (ms !== undefined) means.later(ms, () => faults.remove(rule.id))
}

function faultOf(wanted: Exclude<ProviderTrouble, 'well' | { tells: string }>): ProviderFault {
  if ('refuses' in wanted)
    return { kind: 'refused', status: wanted.at === 'email' ? 550 : 400, code: wanted.refuses }
  if ('loses' in wanted) return { kind: wanted.loses === 'answers' ? 'answer_lost' : 'request_lost' }
  if ('delivers' in wanted) {
    if (wanted.delivers === 'late') return { kind: 'late', ms: wanted.by ?? 300_000 }
    return { kind: 'undelivered', ...(wanted.code !== undefined && { code: wanted.code }) }
  }
  if (wanted.answers !== 429) return { kind: 'server_error', status: wanted.answers }
  return { kind: 'rate_limited', retryAfter: Math.ceil((wanted.for ?? 30_000) / 1000) }
}

type Place = Pick<NewProviderFault, 'provider' | 'way' | 'to'>

function placeOf(at: (typeof places)[number], phone: NewPhone | undefined): Place {
  const to = (value: string | undefined) => (value === undefined ? {} : { to: value })
  switch (at) {
    case 'call':
    case 'sms':
      return { provider: 'twilio', way: at, ...to(phone?.number) }
    case 'email':
      return { provider: 'smtp', way: 'email', ...to(phone?.email) }
    case 'ntfy':
      return { provider: 'ntfy', way: 'push', ...to(phone?.topic) }
    case 'pushover':
      return { provider: 'pushover', way: 'push', ...to(phone?.pushoverUser) }
    case 'pagerduty':
      return { provider: 'pagerduty', way: 'alert' }
  }
}
