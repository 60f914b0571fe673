/** Runs one event's listener. An error makes Slack send the event again. */
import { z } from 'zod'
import { actOf } from './act.ts'
import type { Services } from './services.ts'

/** One event, and the key under which it is handled once. */
export interface SlackEvent {
  event: unknown
  key: string
}

const envelope = z.object({ event_id: z.string(), event: z.unknown() })

export function handleEvent(
  type: string,
  listener: (told: SlackEvent, services: Services) => Promise<void>,
  services: Services,
): (request: { body: unknown }) => Promise<void> {
  return async ({ body }) => {
    const began = performance.now()
    const { event_id, event } = envelope.parse(body)
    await listener({ event, key: `event:${event_id}` }, services)
    const act = actOf(type, event)
    if (act) await services.people.acted(act.user, act.at)
    services.observe(`event ${type}`, performance.now() - began)
  }
}
