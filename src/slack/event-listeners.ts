/** Slack's events, and the listener of each. */
import { z } from 'zod'
import { urgencies } from '#urgency.ts'
import type { Delivery } from './wire/delivery.ts'
import { handleEvent, type SlackEvent } from './asking/handle-event.ts'
import {
  channelIdChanged,
  channelLost,
  messageEvent,
  membershipChanged,
  pinned,
  reacted,
} from './room-events.ts'
import type { Services } from './asking/services.ts'

export const events: Record<string, (told: SlackEvent, services: Services) => Promise<void>> = {
  app_home_opened: homeOpened,
  message: messageEvent,
  reaction_added: reacted(true),
  reaction_removed: reacted(false),
  pin_added: pinned(true),
  pin_removed: pinned(false),
  member_joined_channel: membershipChanged('entered'),
  member_left_channel: membershipChanged('left'),
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

const opening = z.object({ user: z.string(), tab: z.string().default('home'), view: z.unknown().optional() })

async function homeOpened({ event }: SlackEvent, { homes }: Services): Promise<void> {
  const { user, tab, view } = opening.parse(event)
  if (tab === 'home') await homes.opened(user, view !== undefined && view !== null)
}

const aboutUser = z.object({ user: z.unknown() })

async function personChanged({ event }: SlackEvent, { people }: Services): Promise<void> {
  await people.seen(aboutUser.parse(event).user)
}

/** Makes a call to find out, since a person's own token or an old one may be meant. The gateway logs a refusal once. */
async function accessRevoked(_: SlackEvent, { slack }: Services): Promise<void> {
  await slack.call('auth.test', {}, urgencies.talk)
}
