/** Lets the page make the companies that carry calls, texts, mails and pushes refuse, hang or lose what they are given. */
import type { NewProviderFault, ProviderFaultRule, ProviderFaults } from '../providers/provider-faults.ts'

export interface ProviderFaultChange {
  add?: NewProviderFault
  remove?: string
  clear?: boolean
}

/** Null where nobody has a phone. */
export function providerRules(faults: ProviderFaults | undefined): ProviderFaultRule[] | null {
  return faults?.rules() ?? null
}

export function changeProviderFaults(faults: ProviderFaults | undefined, change: ProviderFaultChange): void {
  if (change.clear) faults?.clear()
  if (change.remove) faults?.remove(change.remove)
  if (change.add) faults?.add(change.add)
}
