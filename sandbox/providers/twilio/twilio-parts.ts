import type { Later } from '../../deliver/later.ts'
import type { SandboxClock } from '../../surface.ts'
import type { Handsets } from '../handsets.ts'
import type { ProviderFaultPlan } from '../provider-faults.ts'
import type { TelephonyAccount } from './account.ts'
import type { Call } from './call.ts'
import type { Callbacks } from './callbacks.ts'
import type { TextMessage } from './text-message.ts'

export interface TwilioParts {
  clock: SandboxClock
  later: Later
  handsets: Handsets
  faults: ProviderFaultPlan
  callbacks: Callbacks
  accounts: readonly TelephonyAccount[]
  /** All that were ever made, oldest first. */
  calls: Call[]
  messages: TextMessage[]
  /** Pairs of our number and theirs: they wrote STOP to it. */
  optedOut: Set<string>
  /** A new id with these two letters in front. */
  sid(kind: 'CA' | 'SM'): string
  changed(): void
}

/** One request, its account known. */
export interface TwilioAsked {
  account: TelephonyAccount
  method: string
  form: URLSearchParams
  query: URLSearchParams
  id: string | undefined
}
