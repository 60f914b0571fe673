/** Slack's events, and the listener of each. */
import type { Delivery } from './wire/delivery.ts'
import { handleEvent } from './asking/handle-event.ts'
import { homeOpened } from './home.ts'
import { accessRevoked, personChanged } from './people-events.ts'
import { channelIdChanged, channelLost, messageEvent, moved, pinned, reacted } from './room-events.ts'
import type { Told } from './asking/handle-event.ts'
import type { Services } from './asking/services.ts'

export const events: Record<string, (told: Told, services: Services) => Promise<void>> = {
  app_home_opened: homeOpened,
  message: messageEvent,
  reaction_added: reacted(true),
  reaction_removed: reacted(false),
  pin_added: pinned(true),
  pin_removed: pinned(false),
  member_joined_channel: moved('entered'),
  member_left_channel: moved('left'),
  channel_archive: channelLost,
  group_archive: channelLost,
  channel_deleted: channelLost,
  group_deleted: channelLost,
  channel_id_changed: channelIdChanged,
  user_change: personChanged,
  team_join: personChanged,
  tokens_revoked: accessRevoked,
  app_uninstalled: accessRevoked,
}

/** Gives each event to its listener. Bolt would ask every listener about each of very many events. */
export function eventListeners(services: Services): (delivery: Delivery) => Promise<void> {
  const listeners = new Map(
    Object.entries(events).map(([type, listener]) => [type, handleEvent(type, listener, services)]),
  )
  return async (delivery) => {
    const { event } = delivery as { event?: { type?: string } }
    await listeners.get(event?.type ?? '')?.({ body: delivery })
  }
}
