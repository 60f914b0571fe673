/** The ways out of Slack that this installation has, and a driver for each. */
import { type ContactKind, contactKinds } from '#policy/contacts.ts'
import { ntfy, type NtfyServer } from './ntfy.ts'
import { pagerduty, type PagerDutyAlert, type PagerDutyService } from './pagerduty.ts'
import { pushover, type PushoverApp } from './pushover.ts'
import { smtp, type SmtpServer } from './smtp.ts'
import { twilioCall } from './twilio-call.ts'
import { twilioSms } from './twilio-sms.ts'
import type { Driver } from '../driver.ts'
import type { TellingDriver } from '../telling.ts'
import type { TwilioAccount } from '../twilio-account.ts'

/** Accounts of the systems outside; null or none where a way is off. */
export interface Ways {
  /** The second is tried when the first refuses or does not answer. */
  twilio: readonly TwilioAccount[]
  smtp: SmtpServer | null
  ntfy: NtfyServer | null
  pushover: PushoverApp | null
  pagerduty: PagerDutyService | null
}

export interface WayDrivers {
  telling: Readonly<Record<ContactKind, TellingDriver | null>>
  pagerduty: Driver<PagerDutyAlert> | null
  /** Kinds of contact method that work here. */
  kinds: readonly ContactKind[]
}

export function wayDrivers(ways: Ways): WayDrivers {
  const phone = ways.twilio.length > 0
  const telling = {
    call: phone ? twilioCall(ways.twilio) : null,
    sms: phone ? twilioSms(ways.twilio) : null,
    email: ways.smtp && smtp(ways.smtp),
    ntfy: ways.ntfy && ntfy(ways.ntfy),
    pushover: ways.pushover && pushover(ways.pushover),
  }
  return {
    telling,
    pagerduty: ways.pagerduty && pagerduty(ways.pagerduty),
    kinds: contactKinds.filter((kind) => telling[kind] !== null),
  }
}
