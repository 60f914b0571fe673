/** Leads deliveries to the listeners and answers back to Slack. Events go straight there, the rest through Bolt. */
import type { App } from '@slack/bolt'
import type { Delivery } from './delivery.ts'
import type { InFlight } from './in-flight.ts'

/** Resolves with the body of the acknowledgement; rejects where Slack should deliver it again. */
export type Deliver = (delivery: Delivery, retry?: { num: number; reason: string }) => Promise<unknown>

export function deliverTo(app: App, hear: (event: Delivery) => Promise<void>, inFlight: InFlight): Deliver {
  return function deliver(delivery, retry) {
    // An event that could not be recorded must come again.
    if (delivery['type'] === 'event_callback') return inFlight.track(hear(delivery))
    const acknowledged = Promise.withResolvers<unknown>()
    const worked = inFlight.track(
      app.processEvent({
        body: delivery,
        ack: async (answer: unknown) => acknowledged.resolve(answer),
        ...(retry && { retryNum: retry.num, retryReason: retry.reason }),
      }),
    )
    worked.then(() => acknowledged.resolve(undefined), acknowledged.reject)
    return acknowledged.promise
  }
}
