/** Handles events in the conversations we are in. */
import { z } from 'zod'
import { saidFrom, stamp } from '#history/slack-message.ts'
import type { SlackEvent } from './asking/handle-event.ts'
import type { Services } from './asking/services.ts'

const message = z.looseObject({
  channel: z.string(),
  subtype: z.string().optional(),
  user: z.string().optional(),
  ts: stamp.optional(),
  deleted_ts: stamp.optional(),
  message: z.looseObject({ subtype: z.string().optional(), ts: stamp }).optional(),
  previous_message: z.looseObject({ ts: stamp, thread_ts: stamp.optional() }).optional(),
})

export async function messageEvent({ event }: SlackEvent, services: Services): Promise<void> {
  const told = message.parse(event)
  switch (told.subtype) {
    case 'message_deleted':
      if (told.deleted_ts !== undefined)
        await deleted(told.channel, told.deleted_ts, services, told.previous_message?.thread_ts)
      return
    case 'message_changed':
      // A tombstone replaces a deleted message that has replies.
      if (told.message?.subtype === 'tombstone') return deleted(told.channel, told.message.ts, services)
      // Keeps the earlier words too, in case their own event never came.
      if (told.previous_message !== undefined)
        await heardBefore(told.channel, told.previous_message, services)
      return said(told.channel, told.message, services, told.ts)
    case 'message_replied':
      return
    case 'channel_archive':
    case 'group_archive':
      await said(told.channel, event, services)
      return lost(told.channel, told.user, services)
    default:
      return said(told.channel, event, services)
  }
}

async function heardBefore(channel: string, before: unknown, { history }: Services): Promise<void> {
  const heard = saidFrom(channel, before)
  if (heard !== null && !heard.byApp && heard.subtype !== 'tombstone') await history.heard(heard)
}

async function said(
  channel: string,
  slackMessage: unknown,
  { history, shown }: Services,
  asOf?: string,
): Promise<void> {
  const heard = saidFrom(channel, slackMessage, asOf)
  if (heard === null) return
  await history.heard(heard)
  const metadata = (slackMessage as { metadata?: unknown }).metadata
  if (heard.byApp && metadata !== undefined) await shown.seen({ channel, ts: heard.ts, metadata })
}

async function deleted(
  channel: string,
  ts: string,
  { history, shown }: Services,
  threadTs?: string,
): Promise<void> {
  await history.heard({ kind: 'deleted', channel, ts, ...(threadTs !== undefined && { threadTs }) })
  await shown.deleted(channel, ts)
}

async function lost(channel: string, by: string | undefined, { rooms, slack }: Services): Promise<void> {
  if (by !== slack.botUserId) await rooms.lost(channel, 'archived')
}

const reaction = z.object({
  user: z.string(),
  reaction: z.string(),
  event_ts: stamp,
  item: z.object({ type: z.literal('message'), channel: z.string(), ts: stamp }),
})

export function reacted(added: boolean) {
  return async ({ event }: SlackEvent, { history }: Services): Promise<void> => {
    const told = reaction.safeParse(event)
    // Reactions to files are not kept.
    if (!told.success) return
    const { user, reaction: name, event_ts: eventTs, item } = told.data
    await history.heard({ kind: 'reacted', channel: item.channel, ts: item.ts, name, user, added, eventTs })
  }
}

const pin = z.object({
  user: z.string(),
  channel_id: z.string(),
  event_ts: stamp,
  item: z.object({ message: z.object({ ts: stamp }) }),
})

export function pinned(added: boolean) {
  return async ({ event }: SlackEvent, { history }: Services): Promise<void> => {
    const told = pin.safeParse(event)
    if (!told.success) return
    const { user, channel_id: channel, event_ts: eventTs, item } = told.data
    await history.heard({ kind: 'pinned', channel, ts: item.message.ts, user, added, eventTs })
  }
}

const membership = z.object({ user: z.string(), channel: z.string() })

export function membershipChanged(type: 'entered' | 'left') {
  return async ({ event, key }: SlackEvent, services: Services): Promise<void> => {
    const { user, channel } = membership.parse(event)
    if (user === services.slack.botUserId) {
      return type === 'left' ? services.rooms.lost(channel, 'removed') : services.rooms.returned(channel)
    }
    const incident = await services.rooms.incidentOf(channel)
    if (incident !== null) await services.incidents.presence(user, incident, type, key)
  }
}

const channelGone = z.object({ channel: z.string(), user: z.string().optional() })

/** Handles a channel that was archived or deleted. */
export async function channelLost({ event }: SlackEvent, services: Services): Promise<void> {
  const { channel, user } = channelGone.parse(event)
  await lost(channel, user, services)
}

const idChange = z.object({ old_channel_id: z.string(), new_channel_id: z.string() })

export async function channelIdChanged({ event }: SlackEvent, { rooms }: Services): Promise<void> {
  const { old_channel_id: from, new_channel_id: to } = idChange.parse(event)
  await rooms.moved(from, to)
}
