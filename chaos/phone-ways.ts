/** The ways of a page, each with what was made of it at its provider, how it is seen to arrive, and how it is answered. */
import type { Provider, Way } from '../sandbox/providers/provider-faults.ts'
import type { Providers } from '../sandbox/providers/providers.ts'
import { answersCall, opensLink, pressesPush, replies, sendsPage } from '../play/phone-deeds.ts'
import type { Stage } from '../play/stage.ts'

export const phoneWays = ['call', 'sms', 'email', 'ntfy', 'pushover', 'pagerduty'] as const
export type PhoneWay = (typeof phoneWays)[number]

/** Those whose answers are heard also where nothing can be sent to Muster. */
export const answeredByPolling = ['sms', 'pushover'] as const satisfies PhoneWay[]

interface Counted {
  provider: Provider
  way: Way
  /** A repeat of it has no second effect, or the provider can be asked for the first. */
  isAsked: boolean
  /** The number of times somebody was rung by it. */
  made(providers: Providers): number
}

/** Calls and texts to somebody, mails under names of their own, messages that a phone shows, alerts. */
export const waysCount: Record<PhoneWay, Counted> = {
  call: { provider: 'twilio', way: 'call', isAsked: true, made: ({ calls }) => calls.length },
  sms: {
    provider: 'twilio',
    way: 'sms',
    isAsked: true,
    made: ({ texts }) => texts.filter(({ direction }) => direction === 'outbound-api').length,
  },
  email: {
    provider: 'smtp',
    way: 'email',
    isAsked: true,
    made: ({ mails }) => new Set(mails.map(({ headers }) => headers.get('message-id'))).size,
  },
  ntfy: { provider: 'ntfy', way: 'push', isAsked: false, made: ({ pushes }) => pushes.length },
  pushover: { provider: 'pushover', way: 'push', isAsked: false, made: ({ receipts }) => receipts.length },
  pagerduty: { provider: 'pagerduty', way: 'alert', isAsked: true, made: ({ alerts }) => alerts.length },
}

/** Tells if it is on Devon's phone, or with the other pager. */
export function reached(way: PhoneWay, { providers, as }: Stage): boolean {
  const phone = as('devon').phone()
  if (!phone || !providers) return false
  switch (way) {
    case 'call':
      return phone.calls.some(({ status }) => status === 'ringing')
    case 'sms':
      return phone.texts.length > 0
    case 'email':
      return phone.mails.length > 0
    case 'ntfy':
    case 'pushover':
      return phone.pushes.length > 0
    case 'pagerduty':
      return providers.alerts.some(({ status }) => status === 'triggered')
  }
}

/** Devon's answer by that way; the other pager has none, so there he answers in Slack. */
export async function answered(way: PhoneWay, { as }: Stage): Promise<void> {
  const devon = as('devon')
  switch (way) {
    case 'call':
      return void (await answersCall('4', devon))
    case 'sms':
      return void (await replies('4 <code>', devon))
    case 'email':
      await opensLink('Checkout', devon)
      return void (await sendsPage('', devon))
    case 'ntfy':
    case 'pushover':
      return void (await pressesPush('Acknowledge', devon))
    case 'pagerduty':
      return void (await devon.clicks('Acknowledge', { in: 'Muster' }))
  }
}
