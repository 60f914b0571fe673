/** Confirms a subscription that the policy wants, once: the run of `subscription:<delivery>`. */
import { deliver, type DeliverParts, type OutboundRun } from '#outbound/deliver.ts'
import type { Driver } from '#outbound/driver.ts'
import type { AlertSource } from '#policy/sources.ts'
import { day } from '#time.ts'
import { alertDelivery } from './delivery-store.ts'
import { readAll } from './read-all.ts'
import type { ReadDelivery } from './raw-delivery.ts'

export interface ConfirmParts extends Omit<DeliverParts, keyof OutboundRun> {
  sources: Readonly<Record<string, AlertSource>>
  read: ReadDelivery
  /** Gets an address of the sender's. */
  confirm: Driver<string>
}

export function createConfirm({ sources, read, confirm, ...parts }: ConfirmParts) {
  return async function run(id: string, context: OutboundRun): Promise<{ next: Date | null }> {
    const delivery = await alertDelivery(parts.db, id)
    const address = delivery && readAll(delivery, sources[delivery.source], read).confirmAt
    if (!delivery || !address) return { next: null }
    const since = delivery.receivedAt
    // Amazon's own token lives for three days.
    const wanted = {
      thing: `subscription:${id}`,
      target: delivery.source,
      payload: address,
      since,
      until: new Date(+since + 3 * day),
    }
    const { next } = await deliver(wanted, confirm, { ...parts, ...context })
    return { next }
  }
}
